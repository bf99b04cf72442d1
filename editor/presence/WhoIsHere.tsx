import { AppWindow } from 'lucide-react'
import type { Present } from '../api/types'
import { Face } from '../parts/Face'
import { t } from '../words/t'

const shownAtMost = 4

/** Who else has the flow open. Nothing when nobody has. */
export function WhoIsHere({ others }: { others: readonly Present[] }) {
  if (others.length === 0) return null
  const people = others.filter((each) => !each.isYou)
  const more = people.slice(shownAtMost)
  return (
    <ul className="here" aria-label={t('Who else has this flow open')}>
      {others.some((each) => each.isYou) && (
        <li className="chip line" title={t('You have this flow open in another tab')}>
          <AppWindow aria-hidden="true" /> {t('You, in another tab')}
        </li>
      )}
      {people.slice(0, shownAtMost).map(({ name }) => (
        <li key={name} title={t('{name} has this flow open', { name })}>
          <Face name={name} />
          <span className="sr-only-now">{name}</span>
        </li>
      ))}
      {more.length > 0 && <li className="quiet" title={more.map(({ name }) => name).join(', ')}>+{more.length}</li>}
    </ul>
  )
}
