import { t } from '../words/t'

/** An e-mail as mail programs show it. Nothing in it runs, and nothing is fetched for it; its links open beside this page. */
export function MailFrame({ html }: { html: string }) {
  return <iframe className="mail-frame" title={t('The e-mail as it arrives')} sandbox="allow-popups allow-popups-to-escape-sandbox" referrerPolicy="no-referrer" srcDoc={html.replace(/<head>/i, '<head><base target="_blank">')} />
}
