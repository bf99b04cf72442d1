import { UsersRound } from 'lucide-react'
import { t } from '../words/t'
import { Face } from './Face'

/** A person with face and name, or "Nobody yet". */
export function Who({ name, isLate = false }: { name: string | null | undefined; isLate?: boolean }) {
  if (!name) {
    return (
      <span className={`who none ${isLate ? 'late' : ''}`}>
        <UsersRound aria-hidden="true" /> {t('Nobody yet')}
      </span>
    )
  }
  return (
    <span className="who">
      <Face name={name} size="sm" />
      <span className="truncate">{name}</span>
    </span>
  )
}
