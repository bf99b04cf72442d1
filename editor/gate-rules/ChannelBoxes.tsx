import { contactChannels, type ContactChannel } from '#nodes/revops/gate/channels'

const all = Object.keys(contactChannels) as ContactChannel[]

/** Which ways a rule is for. */
export function ChannelBoxes({ label, channels, onChange }: { label: string; channels: ContactChannel[]; onChange: (channels: ContactChannel[]) => void }) {
  return (
    <fieldset className="rule-channels" aria-label={label}>
      {all.map((channel) => (
        <label key={channel}>
          <input type="checkbox" className="check" checked={channels.includes(channel)} onChange={(event) => onChange(all.filter((each) => (each === channel ? event.target.checked : channels.includes(each))))} /> {contactChannels[channel]}
        </label>
      ))}
    </fieldset>
  )
}
