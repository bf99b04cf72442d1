import { useQuery } from '@tanstack/react-query'
import { Check, Clock, X } from 'lucide-react'
import { useState } from 'react'
import { contactChannels, type ContactChannel, type Purpose, purposes } from '#nodes/revops/gate/channels'
import type { ConsentEvent } from '#nodes/revops/gate/consent'
import { contactGateQuery, type Standing } from '../../api/contact-gate'
import { GateChecks } from '../../messages/GateChecks'
import { BoneRows, Failed } from '../../parts/states'
import { Ago } from '../../parts/Time'
import { exactWords } from '../../parts/times'
import { t } from '../../words/t'
import { SayConsentSheet } from './SayConsentSheet'

const channels = Object.keys(contactChannels) as ContactChannel[]
const allPurposes = Object.keys(purposes) as Purpose[]
const verdicts = { send: { words: t('Yes'), tone: 'ok', icon: Check }, hold: { words: t('Later'), tone: 'warn', icon: Clock }, cancel: { words: t('No'), tone: 'bad', icon: X } } as const

/** Whether this person may be reached now, by which way and about what; each answer with its reasons, and what the person said. */
export function MayWeWrite({ leadId }: { leadId: string }) {
  const found = useQuery(contactGateQuery(leadId))
  const [chosen, setChosen] = useState<{ channel: ContactChannel; purpose: Purpose }>({ channel: 'email', purpose: 'inquiry' })
  const [isSaying, setSaying] = useState(false)
  const standingOf = (channel: ContactChannel, purpose: Purpose) => found.data?.standing.find((each) => each.channel === channel && each.purpose === purpose)
  const shown = standingOf(chosen.channel, chosen.purpose)
  return (
    <section className="may-we">
      <div className="flex items-center gap-2">
        <h3 className="lab grow">{t('May we write now?')}</h3>
        {found.data && <button type="button" className="btn xs" onClick={() => setSaying(true)}>{t('Note what they said')}</button>}
      </div>
      {found.isPending ? (
        <BoneRows rows={3} label={t('Reading what is allowed')} />
      ) : found.isError && !found.data ? (
        <Failed error={found.error} what={t('What is allowed')} />
      ) : (
        <>
          <table>
            <thead>
              <tr>
                <th scope="col"><span className="sr-only">{t('About what')}</span></th>
                {channels.map((channel) => <th key={channel} scope="col">{contactChannels[channel]}</th>)}
              </tr>
            </thead>
            <tbody>
              {allPurposes.map((purpose) => (
                <tr key={purpose}>
                  <th scope="row">{purposes[purpose]}</th>
                  {channels.map((channel) => {
                    const standing = standingOf(channel, purpose)
                    return <td key={channel}>{standing && <Verdict standing={standing} isChosen={standing === shown} onChoose={() => setChosen({ channel, purpose })} />}</td>
                  })}
                </tr>
              ))}
            </tbody>
          </table>
          {shown && <GateChecks checks={shown.decision.checks} wish={shown} />}
          <Consents consents={found.data.consents} />
          {isSaying && <SayConsentSheet leadId={leadId} contactId={found.data.contactId} begin={chosen} onClose={() => setSaying(false)} />}
        </>
      )}
    </section>
  )
}

function Verdict({ standing: { channel, purpose, decision }, isChosen, onChoose }: { standing: Standing; isChosen: boolean; onChoose: () => void }) {
  const { words, tone, icon: Icon } = verdicts[decision.verdict]
  return (
    <button type="button" className={`chip ${tone}`} aria-pressed={isChosen} aria-label={t('{channel} about “{purpose}”: {answer}', { channel: contactChannels[channel], purpose: purposes[purpose], answer: words })} title={decision.until === undefined ? undefined : exactWords(decision.until)} onClick={onChoose}>
      <Icon aria-hidden="true" /> {words}
    </button>
  )
}

function Consents({ consents }: { consents: ConsentEvent[] }) {
  if (consents.length === 0) return <p className="quiet">{t('This person has said nothing about being contacted yet.')}</p>
  return (
    <details>
      <summary>{t('{count, plural, one {What they said} other {What they said (#)}}', { count: consents.length })}</summary>
      <ul className="said">
        {consents.map(({ channel, purpose, state, at, source, textVersion }) => (
          <li key={`${channel} ${purpose} ${state} ${at} ${source}`}>
            {state === 'granted' ? <Check className="s" aria-label={t('Yes')} /> : state === 'asked' ? <Clock className="s" aria-label={t('Not confirmed yet')} /> : <X className="s" aria-label={t('No')} />}
            <span>{t('{channel} about “{purpose}”', { channel: contactChannels[channel], purpose: purposes[purpose] })}</span>
            <span className="quiet"><Ago at={at} /></span>
            <span className="quiet where">{textVersion === undefined ? source : t('{source}, text {version}', { source, version: textVersion })}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
