import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import type { Template } from '#templates/template'
import type { Places } from '../api/types'
import { t } from '../words/t'
import { candidatesFor, kindWords, needsOf, peopleWords } from './needs'

/** What a template needs, and whether this workspace has it. */
export function NeedList({ template, places }: { template: Template; places: Places | undefined }) {
  return (
    <ul className="needs" aria-label={t('What it needs')}>
      {needsOf(template).map((need) => {
        const [best] = places ? candidatesFor(need.kind, places) : []
        const look = !places ? 'unknown' : !best ? 'missing' : best.people > 0 ? 'met' : 'nobody'
        const Icon = look === 'met' ? CircleCheck : look === 'unknown' ? CircleDashed : CircleAlert
        return (
          <li key={need.name} className={look}>
            <Icon className="s" aria-hidden="true" />
            <span>
              {kindWords[need.kind]}
              {places && <span className="quiet">{best ? `: ${best.name}, ${peopleWords(need.kind, best.people)}` : `: ${t('not here yet')}`}</span>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
