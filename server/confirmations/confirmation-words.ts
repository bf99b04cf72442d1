import { escapeHtml } from '#nodes/revops/mail/markdown-mail'
import { mailPage } from '#nodes/revops/mail/mail-page'
import type { Language } from '../consent/outside-words'

/** Which texts people confirm: kept with each yes. A change of the words below that changes what they mean needs another. */
export const confirmationText = 'confirm-1'

interface ConfirmationWords {
  subject: string
  /** The lines of the mail before and after its link. */
  before(company: string): string[]
  after(company: string, until: string): string[]
  title: string
  asks(company: string): string
  confirm: string
  notYou: string
  thanks: string
  thanksHelp(company: string): string
  nothing: string
  nothingHelp: string
  old: string
  oldHelp: string
  notComplete: string
  notCompleteHelp: string
}

export const confirmationWords: Record<Language, ConfirmationWords> = {
  en: {
    subject: 'Please confirm your e-mail address',
    before: (company) => ['Hello,', `somebody has given this address to ${company} and asked to be written to. If it was you, please confirm it here:`],
    after: (company, until) => [`The link holds until ${until}. Until you have confirmed, ${company} does not write to you about it.`, 'If it was not you, do nothing: then nothing more comes of it.'],
    title: 'Is this your e-mail address?',
    asks: (company) => `${company} wants to know whether you have asked for this. With your yes it may write to you by e-mail about:`,
    confirm: 'Yes, I confirm it',
    notYou: 'If it was not you, close this page. Nothing is sent to you then.',
    thanks: 'Thank you, it is confirmed',
    thanksHelp: (company) => `${company} may write to you now. Every message has a link by which you say no again.`,
    nothing: 'There is nothing to confirm',
    nothingHelp: 'It is confirmed already, or was taken back meanwhile. You need not do anything.',
    old: 'This link is too old',
    oldHelp: 'Nothing was confirmed. If you want to be written to, ask once more where you left your address.',
    notComplete: 'This link is not complete',
    notCompleteHelp: 'Open it from the message again, or copy the whole address into your browser.',
  },
  de: {
    subject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
    before: (company) => ['Guten Tag,', `jemand hat ${company} diese Adresse genannt und um Nachrichten gebeten. Wenn Sie das waren, bestätigen Sie es bitte hier:`],
    after: (company, until) => [`Der Link gilt bis zum ${until}. Bis Sie bestätigt haben, schreibt ${company} Ihnen dazu nicht.`, 'Wenn Sie es nicht waren, brauchen Sie nichts zu tun: Dann folgt nichts weiter.'],
    title: 'Ist das Ihre E-Mail-Adresse?',
    asks: (company) => `${company} möchte wissen, ob Sie darum gebeten haben. Mit Ihrem Ja darf Ihnen per E-Mail geschrieben werden zu:`,
    confirm: 'Ja, ich bestätige',
    notYou: 'Wenn Sie es nicht waren, schließen Sie diese Seite. Dann wird Ihnen nichts gesendet.',
    thanks: 'Danke, das ist bestätigt',
    thanksHelp: (company) => `${company} darf Ihnen jetzt schreiben. In jeder Nachricht steht ein Link, mit dem Sie wieder Nein sagen können.`,
    nothing: 'Es gibt nichts zu bestätigen',
    nothingHelp: 'Es ist schon bestätigt oder wurde inzwischen zurückgenommen. Sie brauchen nichts zu tun.',
    old: 'Dieser Link ist zu alt',
    oldHelp: 'Es wurde nichts bestätigt. Wenn Sie Nachrichten erhalten möchten, fragen Sie bitte noch einmal dort an, wo Sie Ihre Adresse angegeben haben.',
    notComplete: 'Dieser Link ist unvollständig',
    notCompleteHelp: 'Öffnen Sie ihn noch einmal aus der Nachricht, oder kopieren Sie die ganze Adresse in Ihren Browser.',
  },
}

/** The mail with the link. Nothing in it comes from the form that was filled in: whoever types in another's address says nothing to them by it. */
export function confirmationMail({ company, link, expiresAt, language }: { company: string; link: string; expiresAt: number; language: Language }): { subject: string; text: string; html: string } {
  const words = confirmationWords[language]
  const until = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(expiresAt)
  const [before, after] = [words.before(company), words.after(company, until)]
  const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`
  return {
    subject: words.subject,
    text: [...before, link, ...after].join('\n\n'),
    html: mailPage({ title: words.subject, body: [...before.map(paragraph), `<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>`, ...after.map(paragraph)].join('') }),
  }
}
