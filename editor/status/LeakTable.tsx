import { Link, useNavigate } from '@tanstack/react-router'
import type { LeakRow, Status } from '../api/status'
import { Ago } from '../parts/Time'
import { useListKeys } from '../parts/use-list-keys'
import { t } from '../words/t'
import { count } from '../parts/counts'
import { subjectWords } from './status-words'

/** Where a leak's subject can be looked at: its run, else the page on which such things stand. */
function placeOf({ runId, subject }: LeakRow) {
  if (runId !== null) return { to: '/runs/$id', params: { id: runId } } as const
  if (subject.type === 'rep') return { to: '/records' } as const
  if (subject.type === 'flow') return { to: '/flows/$id', params: { id: subject.id } } as const
  if (subject.type === 'lead') return { to: '/records/leads/$id', params: { id: subject.id } } as const
  return { to: '/work' } as const
}

/** Leads that nobody has and promises that do not hold, the most money first. */
export function LeakTable({ leaks: { count: leakCount, money, items } }: { leaks: Status['leaks'] }) {
  const navigate = useNavigate()
  const [at] = useListKeys(items.length, (index) => {
    const leak = items[index]
    if (leak) void navigate(placeOf(leak))
  })
  return (
    <section aria-label={t('Leaks')} className="leaks">
      <h2 className="work-group">
        {t('Leaks')} <span className="quiet num">{leakCount}</span>
        {money > 0 && <span className="quiet">{t('worth {money, number}', { money })}</span>}
      </h2>
      <table className="list-table">
        <thead>
          <tr>
            <th style={{ width: '22%' }}>{t('Who or what')}</th>
            <th>{t('What is wrong, and what to do')}</th>
            <th className="r" style={{ width: 96 }}>{t('Worth')}</th>
            <th className="r" style={{ width: 112 }}>{t('Since')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((leak, index) => (
            <tr key={leak.id} className={index === at ? 'at' : ''} data-at={index === at}>
              <td><Link {...placeOf(leak)} className="main-word">{subjectWords(leak)}</Link></td>
              <td className="leak-words"><span>{leak.wrong}</span> <span className="todo">{leak.todo}</span></td>
              <td className="r num">{leak.money === null ? '' : count(leak.money)}</td>
              <td className="r"><Ago at={leak.since} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      {leakCount > items.length && <p className="tfoot">{t('The {shown} most valuable of {count}. All of them: npx watertight leakcheck', { shown: items.length, count: leakCount })}</p>}
    </section>
  )
}
