import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { contactChannels, type ContactChannel, type Purpose, purposes } from '#nodes/revops/gate/channels'
import { contactGateApi, type SaidConsent } from '../../api/contact-gate'
import { Sheet } from '../../parts/Sheet'
import { t } from '../../words/t'

/** Writes down what a person said about being contacted, on the phone or at a fair. */
export function SayConsentSheet({ leadId, contactId, begin, onClose }: { leadId: string; contactId: string; begin: { channel: ContactChannel; purpose: Purpose }; onClose: () => void }) {
  const client = useQueryClient()
  const [said, setSaid] = useState<SaidConsent>({ ...begin, state: 'granted', source: '' })
  const say = useMutation({
    mutationFn: () => contactGateApi.say(contactId, said),
    onSuccess: async () => {
      await Promise.all([client.invalidateQueries({ queryKey: ['contact-gate', leadId] }), client.invalidateQueries({ queryKey: ['leads'] })])
      onClose()
    },
  })
  return (
    <Sheet
      title={t('Note what they said')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form="consent-form" className="btn solid" disabled={say.isPending}>{t('Note it')}</button>
        </>
      }
    >
      <form id="consent-form" className="stack" onSubmit={(event) => { event.preventDefault(); say.mutate() }}>
        <div className="sub-fields">
          <div>
            <label className="lab" htmlFor="consent-channel">{t('By which way')}</label>
            <select id="consent-channel" className="field" value={said.channel} onChange={(event) => setSaid({ ...said, channel: event.target.value as ContactChannel })}>
              {Object.entries(contactChannels).map(([channel, words]) => <option key={channel} value={channel}>{words}</option>)}
            </select>
          </div>
          <div>
            <label className="lab" htmlFor="consent-purpose">{t('About what')}</label>
            <select id="consent-purpose" className="field" value={said.purpose} onChange={(event) => setSaid({ ...said, purpose: event.target.value as Purpose })}>
              {Object.entries(purposes).map(([purpose, words]) => <option key={purpose} value={purpose}>{words}</option>)}
            </select>
          </div>
        </div>
        <div>
          <label className="lab" htmlFor="consent-state">{t('They said')}</label>
          <select id="consent-state" className="field" value={said.state} onChange={(event) => setSaid({ ...said, state: event.target.value as SaidConsent['state'] })}>
            <option value="granted">{t('Yes, you may')}</option>
            <option value="withdrawn">{t('No more of these')}</option>
          </select>
          {said.state === 'withdrawn' && <p className="help">{t('Holds at once for every flow, also for messages that wait to be sent.')}</p>}
        </div>
        <div>
          <label className="lab" htmlFor="consent-source">{t('Where they said it')}</label>
          <input id="consent-source" className="field" required maxLength={200} placeholder={t('On the phone, at the fair …')} value={said.source} onChange={(event) => setSaid({ ...said, source: event.target.value })} />
        </div>
        {say.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{say.error.message}</p>}
      </form>
    </Sheet>
  )
}
