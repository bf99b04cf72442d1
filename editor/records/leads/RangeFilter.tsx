import { ChevronDown } from 'lucide-react'
import { useId, useState } from 'react'
import { count } from '../../parts/counts'
import { Popover } from '../../parts/Popover'
import { t } from '../../words/t'

type End = number | undefined

/** From one number to another; either end may be left open. */
export function RangeFilter({ what, from, to, onChange }: { what: string; from: End; to: End; onChange: (from: End, to: End) => void }) {
  const words = from !== undefined && to !== undefined ? `${count(from)}–${count(to)}` : from !== undefined ? `≥ ${count(from)}` : to !== undefined ? `≤ ${count(to)}` : undefined
  return (
    <Popover className={`btn xs filter-button ${words ? 'soft' : ''}`} button={<>{words ? `${what}: ${words}` : what} <ChevronDown className="xs" aria-hidden="true" /></>}>
      {(close) => (
        <Ends
          from={from}
          to={to}
          onChange={(...ends) => {
            close()
            onChange(...ends)
          }}
        />
      )}
    </Popover>
  )
}

function Ends({ from, to, onChange }: { from: End; to: End; onChange: (from: End, to: End) => void }) {
  const id = useId()
  const [[low, high], setEnds] = useState([from?.toString() ?? '', to?.toString() ?? ''])
  const read = (text: string) => (text.trim() === '' || !Number.isFinite(Number(text)) ? undefined : Number(text))
  return (
    <form
      className="pop-form"
      onSubmit={(event) => {
        event.preventDefault()
        onChange(read(low), read(high))
      }}
    >
      <div className="sub-fields">
        <div>
          <label className="lab" htmlFor={`${id}-from`}>{t('At least')}</label>
          <input id={`${id}-from`} className="field small" type="number" step="any" value={low} onChange={(event) => setEnds([event.target.value, high])} />
        </div>
        <div>
          <label className="lab" htmlFor={`${id}-to`}>{t('At most')}</label>
          <input id={`${id}-to`} className="field small" type="number" step="any" value={high} onChange={(event) => setEnds([low, event.target.value])} />
        </div>
      </div>
      <div className="pop-foot">
        <button type="button" className="btn xs plain" onClick={() => onChange(undefined, undefined)}>{t('Any')}</button>
        <button type="submit" className="btn xs solid">{t('Show')}</button>
      </div>
    </form>
  )
}
