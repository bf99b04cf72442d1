import { useState } from 'react'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'

const reasons = [t('I have no time now'), t('Not my field'), t('Somebody else knows them already')]

/** Asks why a lead is passed on; the reason may be left out. */
export function PassOnSheet({ name, onClose, onPass }: { name: string; onClose: () => void; onPass: (why: string) => void }) {
  const [why, setWhy] = useState('')
  const pass = () => {
    onPass(why.trim())
    onClose()
  }
  return (
    <Sheet
      title={t('Pass {name} on?', { name })}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="button" className="btn solid" onClick={pass}>{t('Pass on')}</button>
        </>
      }
    >
      <p>{t('The next one is asked at once.')}</p>
      <fieldset className="grid gap-2" aria-label={t('Why')}>
        {reasons.map((reason) => <button key={reason} type="button" className={`btn ${why === reason ? 'soft' : ''}`} aria-pressed={why === reason} onClick={() => setWhy(reason)}>{reason}</button>)}
      </fieldset>
      <div>
        <label className="lab" htmlFor="pass-on-why">{t('Why, in your words')}</label>
        <input id="pass-on-why" className="field" maxLength={200} value={why} onChange={(event) => setWhy(event.target.value)} />
      </div>
    </Sheet>
  )
}
