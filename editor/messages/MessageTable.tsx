import { Link } from '@tanstack/react-router'
import type { Message } from '../api/messages'
import { Ago } from '../parts/Time'
import { channelWords } from '../runs/run-words'
import { t } from '../words/t'
import { mayBeStopped, personName, whyWords } from './message-words'
import { MessageStateChip } from './MessageStateChip'

interface Props {
  messages: Message[]
  at: number
  onOpen: (message: Message) => void
  /** Undefined for who may stop nothing. */
  onStop: ((message: Message) => void) | undefined
}

/** Messages to people outside: to whom, what became of each, and why. */
export function MessageTable({ messages, at, onOpen, onStop }: Props) {
  return (
    <table className="list-table message-table">
      <thead>
        <tr>
          <th style={{ width: '18%' }}>{t('To')}</th>
          <th style={{ width: '17%' }}>{t('Subject')}</th>
          <th style={{ width: 176 }}>{t('State')}</th>
          <th>{t('Why')}</th>
          <th style={{ width: '14%' }}>{t('Flow')}</th>
          <th className="r" style={{ width: 84 }}>{t('Changed')}</th>
          <th style={{ width: 76 }}><span className="sr-only-now">{t('Acts')}</span></th>
        </tr>
      </thead>
      <tbody>
        {messages.map((message, index) => {
          const name = personName(message)
          const why = whyWords(message)
          return (
            <tr key={message.key} className={`opens ${index === at ? 'at' : ''}`} data-at={index === at} onClick={() => onOpen(message)}>
              <td title={name}><button type="button" className="main-word" onClick={(event) => { event.stopPropagation(); onOpen(message) }}>{name}</button> <span className="sub">{channelWords[message.channel] ?? message.channel}</span></td>
              <td title={message.subject ?? undefined}>{message.subject ?? <span className="quiet">{mayBeStopped(message) ? t('Written when it goes') : t('Not written')}</span>}</td>
              <td><MessageStateChip state={message.state} /> {message.state === 'held' && message.notBefore !== null && <span className="quiet"><Ago at={message.notBefore} /></span>}</td>
              <td title={why}>{why && <span className="quiet">{why}</span>}</td>
              <td title={message.flow.name}><Link to="/runs/$id" params={{ id: message.runId }} search={{ step: message.nodeId }} className="flow-word" onClick={(event) => event.stopPropagation()}>{message.flow.name}</Link></td>
              <td className="r quiet"><Ago at={message.changedAt} /></td>
              <td className="tools">{onStop && mayBeStopped(message) && <button type="button" className="btn xs" aria-label={t('Stop the message to {name}', { name })} onClick={(event) => { event.stopPropagation(); onStop(message) }}>{t('Stop')}</button>}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
