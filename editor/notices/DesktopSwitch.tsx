import { useId } from 'react'
import { t } from '../words/t'
import { type DesktopState, howToAllow, useDesktop } from './desktop'

function wordsFor(state: DesktopState, wasLeftOpen: boolean): string {
  switch (state) {
    case 'on':
      return t('On in this browser: shown while no tab of Watertight is in view.')
    case 'off':
      return wasLeftOpen ? t('The browser asked, and nothing was chosen. Turn it on again and choose “Allow”.') : t('Off. Turn it on, and you see new notices while you work elsewhere.')
    case 'blocked':
      return howToAllow()
    case 'insecure':
      return t('Only where Watertight is opened by an address that begins with https. Notices stand here anyway.')
    case 'unsupported':
      return t('This browser cannot show them. Notices stand here anyway.')
  }
}

/** Whether notices are shown on the desktop, and what to do where the browser does not let them. The browser asks only upon the click. */
export function DesktopSwitch() {
  const { state, wasLeftOpen, turnOn, turnOff } = useDesktop()
  const helpId = useId()
  return (
    <>
      <label>
        {t('On the desktop, too')}
        <input
          type="checkbox"
          className="switch"
          aria-describedby={helpId}
          checked={state === 'on'}
          disabled={state !== 'on' && state !== 'off'}
          onChange={(event) => (event.target.checked ? void turnOn() : turnOff())}
        />
      </label>
      <p id={helpId} className="quiet" aria-live="polite">{wordsFor(state, wasLeftOpen)}</p>
    </>
  )
}
