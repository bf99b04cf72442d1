import { CloudOff } from 'lucide-react'
import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { fetchCode } from '../api/fetch-code'
import { t } from '../words/t'

/**
 * A part of a page whose code is fetched when it is first shown; `bones` stand in its place meanwhile. While the server is away that is said at its
 * place, and the rest of the page goes on.
 */
export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>, bones: (props: Props) => ReactNode): ComponentType<Props> {
  let fetched: ComponentType<Props> | undefined
  return function Lazily(props: Props) {
    const [Part, setPart] = useState(() => fetched)
    const [isMissing, setIsMissing] = useState(false)
    const [failure, setFailure] = useState<unknown>()

    useEffect(() => {
      if (Part) return
      let isOver = false
      fetchCode(load, () => !isOver && setIsMissing(true)).then(
        (part) => {
          fetched = part
          if (!isOver) setPart(() => part)
        },
        (error: unknown) => !isOver && setFailure(error),
      )
      return () => {
        isOver = true
      }
    }, [Part])

    if (failure !== undefined) throw failure
    if (Part) return <Part {...props} />
    if (!isMissing) return bones(props)
    return (
      <p className="help" role="status">
        <CloudOff className="s" aria-hidden="true" /> {t('The server does not answer. This part is fetched as soon as it does.')}
      </p>
    )
  }
}
