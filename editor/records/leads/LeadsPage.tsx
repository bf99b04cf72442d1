import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ContactRound, FileUp, Search } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useNow } from '../../api/clock'
import { type Lead, leadCountQuery, leadsQuery } from '../../api/leads'
import { BarTools } from '../../app/BarTools'
import { BoneRows, Empty, Failed } from '../../parts/states'
import { useListKeys } from '../../parts/use-list-keys'
import { rich, t } from '../../words/t'
import { RecordTabs } from '../RecordTabs'
import { useMayImport } from '../use-may-import'
import { ColumnsButton } from './ColumnsButton'
import { type ColumnId, usualColumns } from './column-ids'
import { FilterBar } from './FilterBar'
import { columnsOf, isFiltered, type LeadSearch, noFilter, toFilter, toOrder, usualDirection, writeList } from './lead-search'
import { LeadTable } from './LeadTable'
import { ViewBar } from './ViewBar'

const minuteMs = 60_000

/** All leads: filtered, sorted, with chosen columns, and kept as views. The address holds all of it. */
export function LeadsPage() {
  const search = useSearch({ from: '/frame/records' })
  const navigate = useNavigate({ from: '/records' })
  const mayImport = useMayImport()
  const now = Math.floor(useNow() / minuteMs) * minuteMs
  const filter = useMemo(() => toFilter(search, now), [search, now])
  const pages = useInfiniteQuery(leadsQuery(filter, toOrder(search)))
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = pages
  const leads = useMemo(() => pages.data?.pages.flatMap((page) => page.leads) ?? [], [pages.data])
  const looked = pages.data?.pages.reduce((sum, page) => sum + page.looked, 0) ?? 0
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  // A page may hold nothing and still have a next: the search goes on by itself until there is something to show.
  const isSearching = hasNextPage && leads.length < 30 && pages.isSuccess
  useEffect(() => {
    if (isSearching) more()
  }, [isSearching, more])
  const scroller = useRef<HTMLDivElement>(null)
  const show = (next: LeadSearch) => {
    scroller.current?.scrollTo({ top: 0 })
    void navigate({ search: next, replace: true })
  }
  const change = (next: LeadSearch) => show({ ...search, ...next })
  const columns = useMemo(() => (search.columns === undefined ? usualColumns : columnsOf(search)), [search])
  const sort = search.sort ?? 'arrived'
  const isOrderLeft = pages.data?.pages.some((page) => page.isOrderLeft) ?? false

  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Records')}</h1>
        <RecordTabs />
        <div className="grow" />
        <BarTools />
        {mayImport && <Link to="/records/import" className="btn sm"><FileUp aria-hidden="true" /> {t('Import')}</Link>}
      </header>
      <div className="list-page">
        <div>
          <div className="view-row">
            <ViewBar search={search} onShow={show} />
            <ColumnsButton columns={columns} onChange={(next) => change({ columns: next && writeColumns(next) })} />
          </div>
          <FilterBar search={search} onChange={change} />
          {isOrderLeft && <p className="list-notice" role="status">{t('Too many leads have these words to be sorted: they are newest first. Filter further to sort them.')}</p>}
        </div>
        <div className="list-scroll" ref={scroller}>
          {pages.isPending || (isSearching && leads.length === 0) ? (
            <BoneRows rows={14} label={looked > 0 ? t('Looking through the leads') : t('Reading the leads')} />
          ) : pages.isError && leads.length === 0 ? (
            <Failed error={pages.error} what={t('The leads')} />
          ) : leads.length > 0 ? (
            <LeadList leads={leads} columns={columns} search={search} scroller={scroller} onChange={change} onMore={hasNextPage ? more : undefined} />
          ) : isFiltered(search) ? (
            <Empty icon={Search} title={t('No lead is like that')} action={<button type="button" className="btn" onClick={() => change(noFilter)}>{t('Show all leads')}</button>}>{t('Every part of the filter must fit. Take one of them away, or search for less of a name, company, e-mail or phone.')}</Empty>
          ) : (
            <Empty icon={ContactRound} title={t('No lead yet')} action={mayImport && <Link to="/records/import" className="btn solid"><FileUp aria-hidden="true" /> {t('Import a list')}</Link>}>
              {t('Leads that arrive by webhook, form or API stand here at once. A list that you have already can be imported as CSV.')}
            </Empty>
          )}
        </div>
        <footer className="tfoot">
          <Count filter={filter} isKnown={pages.isSuccess && !hasNextPage} shown={leads.length} />
          {hasNextPage && looked > 0 && <span className="num">{t('{count, number} looked through so far', { count: looked })}</span>}
          {hasNextPage && <button type="button" className="btn xs" disabled={isFetchingNextPage} onClick={more}>{isFetchingNextPage ? t('Reading …') : t('Show more')}</button>}
          <span className="ml-auto">{sort === 'arrived' && search.direction !== 'up' && <>{t('Newest first')} · </>}{rich('<key>j</key> <key>k</key> walk, <key>Enter</key> opens, <key>/</key> searches', { key: (words) => <span className="kbd">{words}</span> })}</span>
        </footer>
      </div>
    </main>
  )
}

/** An empty choice of columns is one, too. */
const writeColumns = (columns: readonly ColumnId[]): string => writeList(columns) ?? 'none'

/** How many leads fit, as far as they are counted. */
function Count({ filter, isKnown, shown }: { filter: ReturnType<typeof toFilter>; isKnown: boolean; shown: number }) {
  const { data } = useQuery({ ...leadCountQuery(filter), enabled: !isKnown })
  const total = isKnown ? { count: shown, isMore: false } : data
  if (!total) return null
  const count = Math.max(total.count, shown)
  return (
    <span className="num" role="status">
      {total.isMore ? t('{shown, number} of {count, number}+ leads shown', { shown, count }) : isKnown ? t('{count, plural, one {# lead} other {# leads}}', { count }) : t('{shown, number} of {count, number} leads shown', { shown, count })}
    </span>
  )
}

interface ListProps {
  leads: Lead[]
  columns: readonly ColumnId[]
  search: LeadSearch
  scroller: React.RefObject<HTMLDivElement | null>
  onChange: (next: LeadSearch) => void
  onMore: (() => void) | undefined
}

function LeadList({ leads, columns, search, scroller, onChange, onMore }: ListProps) {
  const navigate = useNavigate()
  const open = useCallback((lead: Lead) => void navigate({ to: '/records/leads/$id', params: { id: lead.id } }), [navigate])
  const [at] = useListKeys(leads.length, (index) => {
    const lead = leads[index]
    if (lead) open(lead)
  })
  const sort = search.sort ?? 'arrived'
  return (
    <LeadTable
      leads={leads}
      columns={columns}
      at={at}
      scroller={scroller}
      sort={sort}
      direction={search.direction ?? usualDirection(sort)}
      onSort={(by, direction) => onChange({ sort: by === 'arrived' ? undefined : by, direction: direction === usualDirection(by) ? undefined : direction })}
      onOpen={open}
      onMore={onMore}
    />
  )
}
