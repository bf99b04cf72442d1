import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ContactRound, FileUp, Search } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Lead, type LeadState, leadStates, leadsQuery } from '../api/records'
import { CommandButton } from '../app/CommandButton'
import { BoneRows, Empty, Failed } from '../parts/states'
import { useListKeys } from '../parts/use-list-keys'
import { count } from '../parts/counts'
import { rich, t } from '../words/t'
import { LeadSheet } from './LeadSheet'
import { LeadTable } from './LeadTable'
import { leadStateWords } from './lead-words'
import { RecordTabs } from './RecordTabs'
import { useMayImport } from './use-may-import'

const searchPauseMs = 250

/** All leads, newest first. */
export function RecordsPage() {
  const { q, state } = useSearch({ from: '/frame/records' })
  const navigate = useNavigate({ from: '/records' })
  const mayImport = useMayImport()
  const pages = useInfiniteQuery(leadsQuery({ q, state }))
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = pages
  const leads = pages.data?.pages.flatMap((page) => page.leads) ?? []
  const counts = pages.data?.pages[0]?.counts ?? undefined
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  // A page of a search may hold nothing and still have a next: the search goes on by itself until there is something to show.
  const isSearching = hasNextPage && leads.length < 20 && pages.isSuccess
  useEffect(() => {
    if (isSearching) more()
  }, [isSearching, more])
  const scroller = useRef<HTMLDivElement>(null)
  const change = (next: { q?: string; state?: LeadState }) => {
    scroller.current?.scrollTo({ top: 0 })
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true })
  }
  const isFiltered = Boolean(q) || state !== undefined
  const total = q ? undefined : counts?.[state ?? 'all']

  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Records')}</h1>
        <RecordTabs />
        <div className="grow" />
        <CommandButton />
        {mayImport && <Link to="/records/import" className="btn sm"><FileUp aria-hidden="true" /> {t('Import')}</Link>}
      </header>
      <div className="list-page">
        <LeadFilters q={q} state={state} counts={counts} onChange={change} />
        <div className="list-scroll" ref={scroller}>
          {pages.isPending || (isSearching && leads.length === 0) ? (
            <BoneRows rows={14} label={t('Reading the leads')} />
          ) : pages.isError ? (
            <Failed error={pages.error} what={t('The leads')} />
          ) : leads.length > 0 ? (
            <LeadList leads={leads} scroller={scroller} onMore={hasNextPage ? more : undefined} />
          ) : isFiltered ? (
            <Empty icon={Search} title={t('No lead is like that')} action={<button type="button" className="btn" onClick={() => change({ q: undefined, state: undefined })}>{t('Show all leads')}</button>}>{t('Search for a part of a name, company, e-mail or phone, or choose another state.')}</Empty>
          ) : (
            <Empty icon={ContactRound} title={t('No lead yet')} action={mayImport && <Link to="/records/import" className="btn solid"><FileUp aria-hidden="true" /> {t('Import a list')}</Link>}>
              {t('Leads that arrive by webhook, form or API stand here at once. A list that you have already can be imported as CSV.')}
            </Empty>
          )}
        </div>
        <footer className="tfoot">
          {leads.length > 0 && <span className="num" role="status">{shownWords(leads.length, total, hasNextPage)}</span>}
          {hasNextPage && <button type="button" className="btn xs" disabled={isFetchingNextPage} onClick={more}>{isFetchingNextPage ? t('Reading …') : t('Show more')}</button>}
          <span className="ml-auto">{rich('<key>j</key> <key>k</key> walk, <key>Enter</key> opens, <key>/</key> searches', { key: (words) => <span className="kbd">{words}</span> })}</span>
        </footer>
      </div>
    </main>
  )
}

/** How many of how many; nobody knows how many a search will find before it has gone through all. */
function shownWords(shown: number, total: number | undefined, isMore: boolean): string {
  if (total !== undefined) return t('{shown, number} of {total, number} shown, newest first', { shown, total: Math.max(total, shown) })
  return isMore ? t('{count, plural, one {# lead} other {# leads}} found so far, newest first', { count: shown }) : t('{count, plural, one {# lead} other {# leads}} found, newest first', { count: shown })
}

function LeadFilters({ q, state, counts, onChange }: { q?: string; state?: LeadState; counts: Record<LeadState | 'all', number> | undefined; onChange: (next: { q?: string; state?: LeadState }) => void }) {
  const [text, setText] = useState(q ?? '')
  const field = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const shown = useRef(q)
  useEffect(() => {
    // Somebody else changed the search: the back button, or “show all”.
    if (q === shown.current) return
    shown.current = q
    setText(q ?? '')
  }, [q])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, dialog'))) return
      event.preventDefault()
      field.current?.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  const search = (value: string) => {
    setText(value)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      shown.current = value.trim() || undefined
      onChange({ q: shown.current })
    }, searchPauseMs)
  }
  return (
    <div className="filters">
      <label className="field small" style={{ width: 260 }}>
        <Search className="s" aria-hidden="true" />
        <input ref={field} aria-label={t('Find a lead by name, company, e-mail or phone')} placeholder={t('Name, company, e-mail or phone')} value={text} maxLength={200} onChange={(event) => search(event.target.value)} />
      </label>
      <select className="field small" style={{ width: 'auto' }} aria-label={t('State')} value={state ?? ''} onChange={(event) => onChange({ state: leadStates.find((each) => each === event.target.value) })}>
        <option value="">{t('All states')}{counts && ` (${count(counts.all)})`}</option>
        {leadStates.map((each) => <option key={each} value={each}>{leadStateWords[each].words}{counts && ` (${count(counts[each])})`}</option>)}
      </select>
    </div>
  )
}

function LeadList({ leads, scroller, onMore }: { leads: Lead[]; scroller: React.RefObject<HTMLDivElement | null>; onMore: (() => void) | undefined }) {
  const [opened, setOpened] = useState<Lead>()
  const [at] = useListKeys(leads.length, (index) => setOpened(leads[index]))
  return (
    <>
      <LeadTable leads={leads} at={at} scroller={scroller} onOpen={setOpened} onMore={onMore} />
      {opened && <LeadSheet lead={opened} onClose={() => setOpened(undefined)} />}
    </>
  )
}
