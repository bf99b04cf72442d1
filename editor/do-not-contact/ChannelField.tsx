import { contactChannels, type ContactChannel } from '#nodes/revops/gate/channels'
import { t } from '../words/t'

/** By which way somebody must not be reached: one, or none at all. */
export function ChannelField({ id, channel, onChange }: { id: string; channel: ContactChannel | null; onChange: (channel: ContactChannel | null) => void }) {
  return (
    <div>
      <label className="lab" htmlFor={id}>{t('By which way not')}</label>
      <select id={id} className="field" value={channel ?? ''} onChange={(event) => onChange((event.target.value || null) as ContactChannel | null)}>
        <option value="">{t('By no way at all')}</option>
        {Object.entries(contactChannels).map(([each, words]) => <option key={each} value={each}>{words}</option>)}
      </select>
    </div>
  )
}
