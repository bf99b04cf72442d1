import { contactChannels, type ContactChannel, type Purpose, purposes } from './channels'

/** One kind of message that a person outside may want or not. */
export interface Preference {
  channel: ContactChannel
  purpose: Purpose
}

export const allPreferences: readonly Preference[] = (Object.keys(purposes) as Purpose[]).flatMap((purpose) => (Object.keys(contactChannels) as ContactChannel[]).map((channel) => ({ channel, purpose })))

/** A preference as one word, for forms: `email.marketing`. */
export function preferenceWord({ channel, purpose }: Preference): string {
  return `${channel}.${purpose}`
}

/**
 * What a person has changed on a form: of each kind what it showed (`shown`: the word → whether it was a yes) against what is chosen now. A kind that the form did not
 * show is left as it is, and so is one that is still as it was shown, whatever has been said elsewhere meanwhile.
 */
export function changedPreferences(shown: ReadonlyMap<string, boolean>, chosen: ReadonlySet<string>): (Preference & { isYes: boolean })[] {
  return allPreferences.flatMap((preference) => {
    const word = preferenceWord(preference)
    const isYes = chosen.has(word)
    return shown.has(word) && shown.get(word) !== isYes ? [{ ...preference, isYes }] : []
  })
}
