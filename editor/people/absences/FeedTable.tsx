import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { absencesApi, absencesQuery, type CalendarFeed } from '../../api/absences'
import { Ago } from '../../parts/Time'
import { sayError } from '../../parts/toasts'
import { t } from '../../words/t'

/** The calendars that are read, each with when it was last believed, or since when it is not. */
export function FeedTable({ feeds }: { feeds: CalendarFeed[] }) {
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: async ({ id, what }: { id: string; what: 'readFeed' | 'trustFeed' | 'removeFeed' }) => {
      await absencesApi[what](id)
    },
    onError: sayError,
    onSettled: () => client.invalidateQueries({ queryKey: absencesQuery.queryKey }),
  })
  return (
    <>
      <h3>{t('Calendars')}</h3>
      <table className="list-table">
        <thead><tr><th style={{ width: '20%' }}>{t('Calendar')}</th><th style={{ width: 190 }}>{t('State')}</th><th>{t('What was found')}</th><th style={{ width: 300 }}><span className="sr-only-now">{t('What can be done')}</span></th></tr></thead>
        <tbody>
          {feeds.map((feed) => (
            <tr key={feed.id}>
              <td className="med">{feed.teamName ?? feed.repName ?? feed.name}</td>
              <td>{feed.staleSince === null ? <span className="chip ok"><CircleCheck aria-hidden="true" /> {feed.readAt === null ? t('Read soon') : <span>{t('Read')} <Ago at={feed.readAt} /></span>}</span> : <span className="chip warn"><TriangleAlert aria-hidden="true" /> <span>{t('Stale since')} <Ago at={feed.staleSince} /></span></span>}</td>
              <td title={feed.problem ?? undefined}>{feed.problem === null ? t('{entries, plural, one {# entry} other {# entries}}{unmatched, plural, =0 {} other {, # of nobody here}}', { entries: feed.entries, unmatched: feed.unmatched }) : t('{problem} Absences stay as they were.', { problem: feed.problem })}</td>
              <td className="tools">
                {feed.problem?.startsWith('It came back') && <button type="button" className="btn xs" disabled={act.isPending} onClick={() => act.mutate({ id: feed.id, what: 'trustFeed' })}>{t('It is right')}</button>}{' '}
                <button type="button" className="btn xs" disabled={act.isPending} aria-label={t('Read now: {name}', { name: feed.name })} onClick={() => act.mutate({ id: feed.id, what: 'readFeed' })}>{t('Read now')}</button>{' '}
                <button type="button" className="btn xs" disabled={act.isPending} aria-label={t('Remove: {name}', { name: feed.name })} onClick={() => act.mutate({ id: feed.id, what: 'removeFeed' })}>{t('Remove')}</button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
