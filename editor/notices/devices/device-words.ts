import type { PushDevice } from '../../api/push'
import { t } from '../../words/t'
import { howToAllow } from '../desktop'
import type { PushState } from './push-here'

/** What a person calls it: “Chrome on Windows”. */
export function deviceWords({ browser, system }: Pick<PushDevice, 'browser' | 'system'>): string {
  const name = browser ?? t('A browser')
  return system === null ? name : t('{browser} on {system}', { browser: name, system })
}

/** How this device stands, and what to do where it cannot be told. */
export function stateWords(state: PushState, { isBusy, wasLeftOpen }: { isBusy: boolean; wasLeftOpen: boolean }): string {
  if (isBusy) return t('Waiting for the browser …')
  switch (state) {
    case 'on':
      return t('On: notices show here also while Watertight is closed. Names of leads may stand on a locked screen.')
    case 'off':
      return wasLeftOpen ? t('The browser asked, and nothing was chosen. Turn it on again and choose “Allow”.') : t('Off. Turn it on, and notices show here also while Watertight is closed. The browser asks you first.')
    case 'blocked':
      return howToAllow()
    case 'insecure':
      return t('Only where Watertight is opened by an address that begins with https. Notices stand here anyway.')
    case 'home-screen':
      return t('On an iPhone or iPad it works from the home screen: tap “Share”, then “Add to Home Screen”, open Watertight from there, and come back here.')
    case 'unsupported':
      return t('This browser cannot show them. Notices stand here anyway.')
  }
}
