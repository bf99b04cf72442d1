import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { contactChannels, type ContactChannel, type Purpose } from '#nodes/revops/gate/channels'

/** The languages in which people outside are spoken to. They have no settings here: their browser says which. */
export type Language = 'en' | 'de'

/** What the pages say that a link in a message leads to. Words of the editor are said in one language for a whole process, and so cannot be these. */
interface OutsideWords {
  channels: Record<ContactChannel, string>
  /** As the person sees it: it is their inquiry. */
  purposes: Record<Purpose, string>
  kind(channel: string, purpose: string): string
  choose: string
  noMore: string
  sends(company: string, kind: string): string
  sendsNoMore(company: string, kind: string): string
  sayNo: string
  sayYes: string
  each: string
  eachHelp: string
  save: string
  nothing: string
  nothingHelp(company: string): string
  saved: string
  notComplete: string
  notCompleteHelp: string
  old: string
  oldHelp: string
  tooLarge: string
  tooLargeHelp: string
}

export const outsideWords: Record<Language, OutsideWords> = {
  en: {
    channels: contactChannels,
    purposes: { inquiry: 'Your inquiry', marketing: 'News and offers', contract: 'Your contract' },
    kind: (channel, purpose) => `${channel} about “${purpose}”`,
    choose: 'Which messages do you want?',
    noMore: 'You get no more of these',
    sends: (company, kind) => `${company} sends you: ${kind}.`,
    sendsNoMore: (company, kind) => `${company} sends you no more: ${kind}. This holds from this moment on.`,
    sayNo: 'No more of these',
    sayYes: 'Send them again',
    each: 'All of them, one by one',
    eachHelp: 'What is ticked may be sent to you.',
    save: 'Save',
    nothing: 'Nothing at all any more',
    nothingHelp: (company) => `${company} then writes to you no more and does not call you, whatever it is about.`,
    saved: 'Saved. It holds from this moment on.',
    notComplete: 'This link is not complete',
    notCompleteHelp: 'Open it from the message again. If that does not help, answer the message and say that you want no more.',
    old: 'This link is too old',
    oldHelp: 'There is nothing on record about you that belongs to it. If a message comes all the same, open the link in that one, or answer it and say that you want no more.',
    tooLarge: 'Nothing was changed',
    tooLargeHelp: 'What your browser sent is larger than this form can be. Open the link from the message again.',
  },
  de: {
    channels: { email: 'E-Mail', sms: 'SMS', call: 'Anruf' },
    purposes: { inquiry: 'Ihre Anfrage', marketing: 'Neuigkeiten und Angebote', contract: 'Ihr Vertrag' },
    kind: (channel, purpose) => `${channel} zum Thema „${purpose}“`,
    choose: 'Welche Nachrichten möchten Sie erhalten?',
    noMore: 'Sie erhalten davon nichts mehr',
    sends: (company, kind) => `${company} sendet Ihnen: ${kind}.`,
    sendsNoMore: (company, kind) => `${company} sendet Ihnen nicht mehr: ${kind}. Das gilt ab sofort.`,
    sayNo: 'Nichts mehr davon',
    sayYes: 'Wieder senden',
    each: 'Alle einzeln',
    eachHelp: 'Was angekreuzt ist, darf Ihnen gesendet werden.',
    save: 'Speichern',
    nothing: 'Gar nichts mehr',
    nothingHelp: (company) => `${company} schreibt Ihnen dann nicht mehr und ruft Sie nicht mehr an, worum es auch geht.`,
    saved: 'Gespeichert. Das gilt ab sofort.',
    notComplete: 'Dieser Link ist unvollständig',
    notCompleteHelp: 'Öffnen Sie ihn noch einmal aus der Nachricht. Hilft das nicht, antworten Sie auf die Nachricht und schreiben Sie, dass Sie nichts mehr erhalten möchten.',
    old: 'Dieser Link ist zu alt',
    oldHelp: 'Zu diesem Link ist nichts mehr über Sie gespeichert. Kommt trotzdem eine Nachricht, öffnen Sie den Link darin, oder antworten Sie darauf und schreiben Sie, dass Sie nichts mehr erhalten möchten.',
    tooLarge: 'Es wurde nichts geändert',
    tooLargeHelp: 'Ihr Browser hat mehr gesendet, als dieses Formular fassen kann. Öffnen Sie den Link noch einmal aus der Nachricht.',
  },
}

const languages = Object.keys(outsideWords)

/** The language that the browser likes best of those we speak; English where it names none of them. */
export function languageOf(c: Context): Language {
  return accepts(c, {
    header: 'Accept-Language', supports: languages, default: 'en',
    match: (liked, { supports, default: other }) =>
      liked.filter(({ q }) => q > 0).sort((one, two) => two.q - one.q).map(({ type }) => type.toLowerCase().split('-')[0] ?? '').find((language) => supports.includes(language)) ?? other,
  }) as Language
}
