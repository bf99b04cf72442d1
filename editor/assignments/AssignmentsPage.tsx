import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { SlidersHorizontal, UserRoundCheck } from 'lucide-react'
import { type Assignment, assignmentsQuery } from '../api/assignments'
import { rosterQuery } from '../api/queries'
import { BarTools } from '../app/BarTools'
import { BoneRows, Empty, Failed } from '../parts/states'
import { useListKeys } from '../parts/use-list-keys'
import { RecordTabs } from '../records/RecordTabs'
import { rich, t } from '../words/t'
import { AssignmentTable } from './AssignmentTable'
import { WhySheet } from './WhySheet'

/** Who was given which lead over the last 30 days, and why. */
export function AssignmentsPage() {
  const { id, rep } = useSearch({ from: '/frame/records/assignments' })
  const navigate = useNavigate({ from: '/records/assignments' })
  const pages = useInfiniteQuery(assignmentsQuery(rep))
  const roster = useQuery(rosterQuery)
  const assignments = pages.data?.pages.flatMap((page) => page.assignments) ?? []
  const change = (next: { id?: string | undefined; rep?: string | undefined }) => void navigate({ search: (old) => ({ ...old, ...next }), replace: true })

  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Records')}</h1>
        <RecordTabs />
        <div className="grow" />
        <BarTools />
        <Link to="/records/assignments/what-if" className="btn sm"><SlidersHorizontal aria-hidden="true" /> {t('What if …')}</Link>
      </header>
      <div className="list-page">
        <div className="filters">
          <select className="field small" style={{ width: 'auto' }} aria-label={t('Rep')} value={rep ?? ''} onChange={(event) => change({ rep: event.target.value || undefined })}>
            <option value="">{t('All reps')}</option>
            {roster.data?.reps.map((each) => <option key={each.id} value={each.id}>{each.name}</option>)}
          </select>
        </div>
        <div className="list-scroll">
          {pages.isPending ? (
            <BoneRows rows={14} label={t('Reading the assignments')} />
          ) : pages.isError ? (
            <Failed error={pages.error} what={t('The assignments')} />
          ) : assignments.length > 0 ? (
            <Walkable assignments={assignments} onOpen={(assignment) => change({ id: assignment.id })} />
          ) : (
            <Empty icon={UserRoundCheck} title={rep ? t('This rep was given no lead yet') : t('No lead was given to anybody yet')}>{t('As soon as a flow picks a rep, or somebody claims a lead, it stands here with the reason, for 30 days.')}</Empty>
          )}
        </div>
        <footer className="tfoot">
          {assignments.length > 0 && <span className="num" role="status">{t('{count, plural, one {# assignment} other {# assignments}} shown, newest first', { count: assignments.length })}</span>}
          {pages.hasNextPage && <button type="button" className="btn xs" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{pages.isFetchingNextPage ? t('Reading …') : t('Show more')}</button>}
          <span className="ml-auto">{rich('<key>j</key> <key>k</key> walk, <key>Enter</key> opens', { key: (words) => <span className="kbd">{words}</span> })}</span>
        </footer>
      </div>
      {id && <WhySheet id={id} onClose={() => change({ id: undefined })} />}
    </main>
  )
}

function Walkable({ assignments, onOpen }: { assignments: Assignment[]; onOpen: (assignment: Assignment) => void }) {
  const [at] = useListKeys(assignments.length, (index) => {
    const assignment = assignments[index]
    if (assignment) onOpen(assignment)
  })
  return <AssignmentTable assignments={assignments} at={at} onOpen={onOpen} />
}
