import { html } from 'hono/html'
import { contactChannels, type ContactChannel, type Purpose, purposes } from '#nodes/revops/gate/channels'
import { preferenceWord } from '#nodes/revops/gate/preferences'
import { outsidePage } from './outside-page'
import { type Language, outsideWords } from './outside-words'
import type { UnsubscribeOf } from './unsubscribe-token'

interface Shown {
  /** The kind of message in which the link stood. */
  of: UnsubscribeOf
  company: string
  language: Language
  /** How it stands with each kind. */
  isYes(channel: ContactChannel, purpose: Purpose): boolean
  isSaved?: boolean
}

const channels = Object.keys(contactChannels) as ContactChannel[]
const allPurposes = Object.keys(purposes) as Purpose[]

/** Where a person outside says which messages they want. The form says what it shows, so that an old one that is sent changes only what was changed on it. */
export function preferencePage({ of, company, language, isYes, isSaved = false }: Shown) {
  const words = outsideWords[language]
  const kind = words.kind(words.channels[of.channel], words.purposes[of.purpose])
  const isWanted = isYes(of.channel, of.purpose)
  const body = html`
    ${isSaved ? html`<p class="saved" role="status">${words.saved}</p>` : ''}
    <p>${isWanted ? words.sends(company, kind) : words.sendsNoMore(company, kind)}</p>
    <form method="post">${isWanted ? html`<button name="say" value="no">${words.sayNo}</button>` : html`<button name="say" value="yes">${words.sayYes}</button>`}</form>
    <form method="post" class="part">
      <h2>${words.each}</h2>
      <p class="help">${words.eachHelp}</p>
      ${allPurposes.map((purpose) => html`<fieldset><legend>${words.purposes[purpose]}</legend>${channels.map((channel) => tick({ channel, purpose, label: words.channels[channel], isOn: isYes(channel, purpose) }))}</fieldset>`)}
      <button class="second" name="say" value="these">${words.save}</button>
    </form>
    <form method="post" class="part">
      <p class="help">${words.nothingHelp(company)}</p>
      <button class="second" name="say" value="nothing">${words.nothing}</button>
    </form>`
  return outsidePage({ title: isWanted ? words.choose : words.noMore, body, language })
}

function tick({ channel, purpose, label, isOn }: { channel: ContactChannel; purpose: Purpose; label: string; isOn: boolean }) {
  const word = preferenceWord({ channel, purpose })
  return html`<input type="hidden" name="shown" value="${word}.${isOn ? 'yes' : 'no'}" /><label><input type="checkbox" name="want" value="${word}" ${isOn ? 'checked' : ''} /> ${label}</label>`
}
