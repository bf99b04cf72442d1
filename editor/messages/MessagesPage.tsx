import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Send } from 'lucide-react'
import { useState } from 'react'
import { type Message, messageCountsQuery, messagesQuery } from '../api/messages'
import { flowsQuery } from '../api/queries'
import { BarTools } from '../app/BarTools'
import { SearchField } from '../parts/SearchField'
import { BoneRows, Empty, Failed } from '../parts/states'
import { useListKeys } from '../parts/use-list-keys'
import { ValuesFilter } from '../records/leads/ValuesFilter'
import { RecordTabs } from '../records/RecordTabs'
import { effectWords } from '../runs/run-words'
import { rich, t } from '../words/t'
import { type MessageSearch, messageStates } from './message-search'
import { MessageSheet } from './MessageSheet'
import { MessageTabs } from './MessageTabs'
import { MessageTable } from './MessageTable'
import { StopMessageSheet } from './StopMessageSheet'

/** What flows write to people outside: what went, what is held until when, what was given up, and why. */
export function MessagesPage() {
  const { id, ...filter } = useSearch({ from: '/frame/records/messages' })
  const navigate = useNavigate({ from: '/records/messages' })
  const pages = useInfiniteQuery(messagesQuery(filter))
  const [stopping, setStopping] = useState<Message>()
  const messages = pages.data?.pages.flatMap((page) => page.messages) ?? []
  const change = (next: Partial<Record<keyof MessageSearch, string | undefined>>) => void navigate({ search: (old) => ({ ...old, ...next }) as MessageSearch, replace: true })
  const isNarrowed = Object.keys(filter).length > 0

  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Records')}</h1>
        <RecordTabs />
        <div className="grow" />
        <BarTools />
      </header>
      <div className="list-page">
        <div><MessageTabs /><Filters filter={filter} onChange={change} /></div>
        <div className="list-scroll">
          {pages.isPending ? (
            <BoneRows rows={14} label={t('Reading the messages')} />
          ) : pages.isError && messages.length === 0 ? (
            <Failed error={pages.error} what={t('The messages')} />
          ) : messages.length > 0 ? (
            <Walkable messages={messages} onOpen={(message) => change({ id: message.key })} onStop={setStopping} />
          ) : isNarrowed ? (
            <Empty icon={Send} title={t('No message fits')} action={<button type="button" className="btn" onClick={() => change({ q: undefined, state: undefined, channel: undefined, flow: undefined })}>{t('Clear filters')}</button>}>{t('There are messages to people outside, but none like this.')}</Empty>
          ) : (
            <Empty icon={Send} title={t('Nobody was written to yet')}>{t('As soon as a flow comes to a step “Write to the lead”, the message stands here: sent, held until when, or given up, each with its reason.')}</Empty>
          )}
        </div>
        <footer className="tfoot">
          {messages.length > 0 && <span className="num" role="status">{t('{count, plural, one {# message} other {# messages}} shown, newest first', { count: messages.length })}</span>}
          {pages.hasNextPage && <button type="button" className="btn xs" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{pages.isFetchingNextPage ? t('Reading …') : t('Show more')}</button>}
          <span className="ml-auto">{rich('<key>j</key> <key>k</key> walk, <key>Enter</key> opens', { key: (words) => <span className="kbd">{words}</span> })}</span>
        </footer>
      </div>
      {id && !stopping && <MessageSheet id={id} onClose={() => change({ id: undefined })} onStop={setStopping} />}
      {stopping && <StopMessageSheet message={stopping} onClose={() => setStopping(undefined)} />}
    </main>
  )
}

function Filters({ filter, onChange }: { filter: MessageSearch; onChange: (next: Partial<Record<keyof MessageSearch, string | undefined>>) => void }) {
  const flows = useQuery(flowsQuery)
  const { data } = useQuery(messageCountsQuery)
  const countWords = (state: string) => {
    const count = data?.counts[state] ?? 0
    if (count === 0) return ''
    return ` (${data && count >= data.most ? `${data.most}+` : count})`
  }
  const states = messageStates.map((state) => ({ id: state, words: `${effectWords[state].words}${countWords(state)}` }))
  return (
    <fieldset className="filters lead-filters" aria-label={t('Filters')}>
      <SearchField q={filter.q} label={t('Find a person by name, company, e-mail or phone')} placeholder={t('Name, company, e-mail or phone')} onSearch={(q) => onChange({ q })} />
      <ValuesFilter what={t('State')} choices={states} chosen={filter.state} onChoose={(state) => onChange({ state })} />
      {(data?.counts.held ?? 0) > 0 && <button type="button" className={`btn xs ${filter.state === 'held' ? 'soft' : ''}`} aria-pressed={filter.state === 'held'} onClick={() => onChange({ state: filter.state === 'held' ? undefined : 'held' })}>{`${effectWords.held.words}${countWords('held')}`}</button>}
      {(data?.counts.unknown ?? 0) > 0 && <button type="button" className={`btn xs ${filter.state === 'unknown' ? 'soft' : ''}`} aria-pressed={filter.state === 'unknown'} onClick={() => onChange({ state: filter.state === 'unknown' ? undefined : 'unknown' })}>{`${effectWords.unknown.words}${countWords('unknown')}`}</button>}
      <select className="field small" style={{ width: 'auto' }} aria-label={t('By which way')} value={filter.channel ?? ''} onChange={(event) => onChange({ channel: event.target.value || undefined })}>
        <option value="">{t('All ways')}</option>
        <option value="email">{t('E-mail')}</option>
        <option value="sms">{t('Text message')}</option>
      </select>
      <select className="field small" style={{ width: 'auto', maxWidth: 220 }} aria-label={t('Flow')} value={filter.flow ?? ''} onChange={(event) => onChange({ flow: event.target.value || undefined })}>
        <option value="">{t('All flows')}</option>
        {flows.data?.flows.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </select>
      {Object.keys(filter).length > 0 && <button type="button" className="btn xs plain" onClick={() => onChange({ q: undefined, state: undefined, channel: undefined, flow: undefined })}>{t('Clear filters')}</button>}
    </fieldset>
  )
}

function Walkable({ messages, onOpen, onStop }: { messages: Message[]; onOpen: (message: Message) => void; onStop: (message: Message) => void }) {
  const [at] = useListKeys(messages.length, (index) => {
    const message = messages[index]
    if (message) onOpen(message)
  })
  return <MessageTable messages={messages} at={at} onOpen={onOpen} onStop={onStop} />
}
