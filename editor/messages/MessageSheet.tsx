import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { contactChannels, purposes } from '#nodes/revops/gate/channels'
import { messageQuery, type GateAnswer, type WholeMessage } from '../api/messages'
import { Sheet } from '../parts/Sheet'
import { BoneRows, Failed } from '../parts/states'
import { exactWords } from '../parts/times'
import { t } from '../words/t'
import { GateChecks } from './GateChecks'
import { mayBeStopped, personName, whyWords } from './message-words'
import { MessageStateChip } from './MessageStateChip'

interface Props {
  id: string
  onClose: () => void
  onStop: ((message: WholeMessage) => void) | undefined
}

/** One message: what was written, what became of it, and what the contact gate asked before. */
export function MessageSheet({ id, onClose, onStop }: Props) {
  const found = useQuery(messageQuery(id))
  const { data } = found
  return (
    <Sheet
      className="message-sheet"
      title={data ? t('Message to {name}', { name: personName(data) }) : t('Message')}
      onClose={onClose}
      foot={
        <>
          {data && onStop && mayBeStopped(data) && <button type="button" className="btn danger mr-auto" onClick={() => onStop(data)}>{t('Stop this message')}</button>}
          {data && <Link to="/records/contacts/$id" params={{ id: data.contact.id }} className="btn">{t('See the person')}</Link>}
          {data?.lead && <Link to="/records/leads/$id" params={{ id: data.lead.id }} className="btn">{t('See the lead')}</Link>}
          {data && <Link to="/runs/$id" params={{ id: data.runId }} search={{ step: data.nodeId }} className="btn">{t('See the run')}</Link>}
          <button type="button" className="btn solid" onClick={onClose}>{t('Close')}</button>
        </>
      }
    >
      {found.isPending ? <BoneRows rows={5} label={t('Reading the message')} /> : found.isError && !data ? <Failed error={found.error} what={t('This message')} /> : data && <Whole message={data} />}
    </Sheet>
  )
}

function Whole({ message }: { message: WholeMessage }) {
  const { state, notBefore, channel, decision, flow, at, changedAt, written, subject, decisions, providerId } = message
  const why = whyWords(message)
  const facts: [string, string | null | undefined][] = [
    [t('To'), written?.to ?? personName(message)], [t('In the name of'), written ? (written.from ?? t('The workspace')) : null],
    [t('By which way'), contactChannels[channel]], [t('About what'), decision && purposes[decision.purpose]], [t('Flow'), flow.name],
    [t('Held until'), state === 'held' && notBefore !== null ? exactWords(notBefore) : null], [t('Made'), exactWords(at)], [t('Changed'), changedAt === at ? null : exactWords(changedAt)], [t('Number'), providerId],
  ]
  return (
    <>
      <p className="flex items-center gap-2"><MessageStateChip state={state} /> {why && <span>{why}</span>}</p>
      <dl className="facts">{facts.map(([what, value]) => value && <div key={what} className="contents"><dt>{what}</dt><dd>{value}</dd></div>)}</dl>
      <section>
        <h3 className="lab">{t('What was written')}</h3>
        {written ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, also by keys
          <section className="written" tabIndex={0} aria-label={t('What was written')}>{subject && <b>{subject}</b>}<p>{written.text}</p></section>
        ) : (
          <p className="quiet">{t('Nothing yet. It is written with what is known of the lead when it goes.')}</p>
        )}
      </section>
      <section>
        <h3 className="lab">{t('What was asked before it may go')}</h3>
        {decisions.length === 0 ? <p className="quiet">{t('Nothing yet: its turn has not come.')}</p> : [...decisions].reverse().map((each) => <Answer key={`${each.at} ${each.verdict}`} answer={each} message={message} />)}
      </section>
    </>
  )
}

const verdictWords: Record<GateAnswer['verdict'], string> = { send: t('It may go'), hold: t('Not yet'), cancel: t('It must not go') }

function Answer({ answer, message }: { answer: GateAnswer; message: WholeMessage }) {
  return (
    <div className="gate-answer">
      <p><b className="med">{verdictWords[answer.verdict]}</b> <span className="quiet">{exactWords(answer.at)}</span></p>
      <GateChecks checks={answer.checks} wish={{ channel: message.channel, purpose: answer.purpose }} />
    </div>
  )
}
