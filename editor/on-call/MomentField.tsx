import { useId } from 'react'
import { instantOf, offsetAt } from '#nodes/revops/local-time'

/** A date and a time as clocks in the zone show them. */
export function MomentField({ label, at, zone, onChange }: { label: string; at: number; zone: string; onChange: (at: number) => void }) {
  const id = useId()
  return (
    <div>
      <label className="lab" htmlFor={id}>{label}</label>
      <input
        id={id} className="field num" type="datetime-local" required
        value={new Date(at + offsetAt(at, zone)).toISOString().slice(0, 16)}
        onChange={(event) => {
          const local = Date.parse(`${event.target.value}Z`)
          if (!Number.isNaN(local)) onChange(instantOf(local, zone))
        }}
      />
    </div>
  )
}
