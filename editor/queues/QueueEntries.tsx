import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Coffee } from 'lucide-react'
import { type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { entriesQuery, type QueueEntry, type QueueView } from '../api/queues'
import { BoneRows, Empty, Failed } from '../parts/states'
import { useListKeys } from '../parts/use-list-keys'
import { rich, t } from '../words/t'
import { EntryTable } from './EntryTable'
import { GiveSheet } from './GiveSheet'
import { useEntryKeys } from './use-entry-keys'
import { useGive } from './use-give'
import { useMayChangeQueues } from './use-may-change-queues'

const none: ReadonlySet<string> = new Set()

/** What waits in a queue: walked, chosen, claimed and given to others, by keys or by the mouse. */
export function QueueEntries({ queue }: { queue: QueueView }) {
  const navigate = useNavigate()
  const mayGive = useMayChangeQueues()
  const pages = useInfiniteQuery(entriesQuery(queue.id))
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? []
  const scroller = useRef<HTMLDivElement>(null)
  const [chosenIds, setChosenIds] = useState(none)
  const [given, setGiven] = useState<QueueEntry[]>()
  const give = useGive()
  const { me } = queue
  const chosen = entries.filter(({ id }) => chosenIds.has(id))

  const open = useCallback(({ lead }: QueueEntry) => void (lead && navigate({ to: '/records/leads/$id', params: { id: lead.id } })), [navigate])
  const choose = useCallback(({ id }: QueueEntry) => setChosenIds((old) => (old.has(id) ? new Set([...old].filter((each) => each !== id)) : new Set([...old, id]))), [])
  const claim = useCallback((these: QueueEntry[]) => {
    if (!me) return
    setChosenIds(none)
    give.mutate({ entries: these, to: me, isMe: true })
  }, [me, give.mutate])
  const [at, setAt] = useListKeys(entries.length, (index) => {
    const entry = entries[index]
    if (entry) open(entry)
  })
  useStay(entries, at, setAt)
  // What is chosen goes together, wherever the list stands.
  const meant = (entry: QueueEntry) => (chosen.length > 0 ? chosen : [entry])
  useEntryKeys(entries[at], {
    x: choose,
    c: (entry) => claim(meant(entry)),
    g: (entry) => mayGive && setGiven(meant(entry)),
    Escape: () => setChosenIds(none),
  })
  const onMore = useCallback(() => void pages.fetchNextPage(), [pages.fetchNextPage])
  const claimOne = useCallback((entry: QueueEntry) => claim([entry]), [claim])
  const giveOne = useCallback((entry: QueueEntry) => setGiven([entry]), [])

  return (
    <>
      <div className="list-scroll" ref={scroller}>
        {pages.isPending ? (
          <BoneRows rows={12} label={t('Reading what waits')} />
        ) : pages.isError ? (
          <Failed error={pages.error} what={t('What waits')} />
        ) : entries.length === 0 ? (
          <Empty icon={Coffee} title={t('Nothing waits here')}>{queue.flows.length > 0 ? t('What finds nobody at once stands here until somebody has it.') : t('No published flow puts leads here. Choose this queue in a step “Queue” of a flow, and publish it.')}</Empty>
        ) : (
          <EntryTable entries={entries} at={at} chosen={chosenIds} scroller={scroller} onOpen={open} onChoose={choose} onClaim={me ? claimOne : undefined} onGive={mayGive ? giveOne : undefined} onMore={pages.hasNextPage && !pages.isFetchingNextPage ? onMore : undefined} />
        )}
      </div>
      <footer className="tfoot">
        {chosen.length > 0 ? (
          <>
            <span className="num" role="status">{t('{count, plural, one {# lead} other {# leads}} chosen', { count: chosen.length })}</span>
            {mayGive && <button type="button" className="btn xs" onClick={() => setGiven(chosen)}>{t('Give to somebody')}</button>}
            {me && <button type="button" className="btn xs" disabled={give.isPending} onClick={() => claim(chosen)}>{t('Claim for me')}</button>}
            <button type="button" className="btn xs plain" onClick={() => setChosenIds(none)}>{t('Choose none')}</button>
          </>
        ) : (
          entries.length > 0 && <span className="num" role="status">{t('{count, plural, one {# lead waits} other {# leads wait}}, in the order in which they are offered', { count: queue.waiting })}</span>
        )}
        <span className="ml-auto"><KeyHints isOnRoster={me !== null} mayGive={mayGive} /></span>
      </footer>
      {given && (
        <GiveSheet
          queue={queue}
          entries={given}
          onClose={() => setGiven(undefined)}
          onGive={(rep) => {
            setGiven(undefined)
            setChosenIds(none)
            give.mutate({ entries: given, to: rep, isMe: rep.id === me?.id })
          }}
        />
      )}
    </>
  )
}

function KeyHints({ isOnRoster, mayGive }: { isOnRoster: boolean; mayGive: boolean }) {
  const key = { key: (words: ReactNode) => <span className="kbd">{words}</span> }
  if (isOnRoster && mayGive) return rich('<key>j</key> <key>k</key> walk, <key>Enter</key> opens, <key>x</key> chooses, <key>c</key> claims, <key>g</key> gives', key)
  if (mayGive) return rich('<key>j</key> <key>k</key> walk, <key>Enter</key> opens, <key>x</key> chooses, <key>g</key> gives', key)
  if (isOnRoster) return rich('<key>j</key> <key>k</key> walk, <key>Enter</key> opens, <key>x</key> chooses, <key>c</key> claims', key)
  return rich('<key>j</key> <key>k</key> walk, <key>Enter</key> opens', key)
}

/** Keeps the list standing at the same entry while others come and go: what is pressed next must not fall on another. */
function useStay(entries: QueueEntry[], at: number, setAt: (index: number) => void): void {
  const stood = useRef<{ id: string; at: number }>(undefined)
  // Before anything is drawn: there is no moment in which a key finds another entry than the one that is seen.
  useLayoutEffect(() => {
    const before = stood.current
    const id = entries[at]?.id
    if (before && before.at === at && before.id !== id) {
      const found = entries.findIndex((entry) => entry.id === before.id)
      const next = found >= 0 ? found : Math.min(at, entries.length - 1)
      const there = entries[next]
      stood.current = there && { id: there.id, at: next }
      if (next !== at) setAt(next)
      return
    }
    stood.current = id === undefined ? undefined : { id, at }
  }, [entries, at, setAt])
}
