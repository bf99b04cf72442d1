import { CloudOff } from 'lucide-react'
import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { t } from '../words/t'

const askAgainMs = 3_000

/**
 * A part of a page whose code is fetched when it is first shown; `bones` stand in its place meanwhile. When the server is away that is said at its
 * place, the rest of the page goes on, and it is asked for again every three seconds.
 */
export function lazily<Props extends object>(fetchPart: () => Promise<ComponentType<Props>>, bones: (props: Props) => ReactNode): ComponentType<Props> {
  let fetched: ComponentType<Props> | undefined
  return function Lazily(props: Props) {
    const [Part, setPart] = useState(() => fetched)
    const [failures, setFailures] = useState(0)

    useEffect(() => {
      if (Part) return
      let isOver = false
      const ask = () =>
        fetchPart().then(
          (part) => {
            fetched = part
            if (!isOver) setPart(() => part)
          },
          () => {
            if (!isOver) setFailures(failures + 1)
          },
        )
      const timer = setTimeout(ask, failures === 0 ? 0 : askAgainMs)
      return () => {
        isOver = true
        clearTimeout(timer)
      }
    }, [Part, failures])

    if (Part) return <Part {...props} />
    if (failures === 0) return bones(props)
    return (
      <p className="help" role="status">
        <CloudOff className="s" aria-hidden="true" /> {t('The server does not answer. This part is fetched as soon as it does.')}
      </p>
    )
  }
}
