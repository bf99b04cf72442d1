import { type InfiniteData, useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { History } from 'lucide-react'
import { useState } from 'react'
import { contactTimelineQuery } from '../../api/contacts'
import { type TimelineEntry, timelineQuery } from '../../api/leads'
import { WhySheet } from '../../assignments/WhySheet'
import { BoneRows, Empty, Failed } from '../../parts/states'
import { locale } from '../../words/language'
import { t } from '../../words/t'
import { TimelineItem } from './TimelineItem'

const filters = [
  { by: undefined, words: t('Everything') },
  { by: 'people', words: t('By people') },
  { by: 'flows', words: t('By flows') },
] as const

type By = 'people' | 'flows' | undefined

/** All that happened to a lead. */
export function LeadTimeline({ leadId }: { leadId: string }) {
  const { by } = useSearch({ from: '/frame/records/leads/$id' })
  const navigate = useNavigate({ from: '/records/leads/$id' })
  return <Story pages={useInfiniteQuery(timelineQuery(leadId, by))} by={by} onBy={(next) => void navigate({ search: { by: next }, replace: true })} />
}

/** All that happened about a person, over all of their inquiries. */
export function ContactTimeline({ contactId }: { contactId: string }) {
  const [by, setBy] = useState<By>()
  return <Story pages={useInfiniteQuery(contactTimelineQuery(contactId, by))} by={by} onBy={setBy} />
}

/** What happened, newest first, with a heading for each day. */
function Story({ pages, by, onBy }: { pages: UseInfiniteQueryResult<InfiniteData<{ entries: TimelineEntry[]; next: string | null }>>; by: By; onBy: (by: By) => void }) {
  const [why, setWhy] = useState<string>()
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? []
  return (
    <section className="lead-story" aria-label={t('What happened')}>
      <div className="lead-story-head">
        <h2>{t('What happened')}</h2>
        <fieldset className="seg" aria-label={t('Whose doing is shown')}>
          {filters.map((filter) => <button key={filter.words} type="button" aria-pressed={by === filter.by} onClick={() => onBy(filter.by)}>{filter.words}</button>)}
        </fieldset>
      </div>
      {pages.isPending ? (
        <BoneRows rows={10} label={t('Reading what happened')} />
      ) : pages.isError && entries.length === 0 ? (
        <Failed error={pages.error} what={t('What happened')} />
      ) : entries.length === 0 ? (
        <Empty icon={History} title={by === 'people' ? t('No person has done anything here yet') : t('No flow has done anything here yet')}>{t('“Everything” shows what else happened.')}</Empty>
      ) : (
        days(entries).map(({ day, entries: ofDay }) => (
          <section key={day} aria-label={day}>
            <h3>{day}</h3>
            <ol className="story-list">{ofDay.map((entry) => <TimelineItem key={entry.key} entry={entry} onWhy={setWhy} />)}</ol>
          </section>
        ))
      )}
      {pages.hasNextPage && <div className="p-3"><button type="button" className="btn sm" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{pages.isFetchingNextPage ? t('Reading …') : t('Show what was before')}</button></div>}
      {why && <WhySheet id={why} onClose={() => setWhy(undefined)} />}
    </section>
  )
}

function days(entries: TimelineEntry[]): { day: string; entries: TimelineEntry[] }[] {
  const found: { day: string; entries: TimelineEntry[] }[] = []
  for (const entry of entries) {
    const day = new Date(entry.at).toLocaleDateString(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    const last = found.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else found.push({ day, entries: [entry] })
  }
  return found
}
