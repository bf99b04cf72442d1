import { CircleCheckBig, CornerUpRight, Hourglass, Link2Off, UserCheck } from 'lucide-react'
import type { Ack } from '../api/types'
import { t } from '../words/t'

function wordsFor(ack: Ack | undefined, why: string) {
  if (!ack) return { icon: Link2Off, tone: 'still', title: t('This link does not work'), text: why }
  const { lead, newOwner } = ack
  const who = lead.company ? t('{name} of {company}', { name: lead.name, company: lead.company }) : lead.name
  switch (ack.state) {
    case 'open':
    case 'yours':
      return { icon: CircleCheckBig, tone: 'ok', title: t('{name} is yours', { name: lead.name }), text: t('Everybody else knows that you have {lead}. Get in touch while it is fresh.', { lead: who }) }
    case 'taken':
      return { icon: UserCheck, tone: 'wait', title: newOwner ? t('{name} has it', { name: newOwner }) : t('Somebody else has it'), text: t('{lead} was taken before your answer came. There is nothing left to do for you.', { lead: who }) }
    case 'passed':
      return { icon: CornerUpRight, tone: 'still', title: t('You passed it on'), text: newOwner ? t('{name} is asked now.', { name: newOwner }) : t('The next one is being asked. There is nothing left to do for you.') }
    case 'over':
      return { icon: Hourglass, tone: 'warn', title: t('The time is over'), text: newOwner ? t('{lead} went on to {name}.', { lead: who, name: newOwner }) : t('{lead} went on to somebody else.', { lead: who }) }
    case 'expired':
      return { icon: Link2Off, tone: 'still', title: t('This link is too old'), text: t('Links to answer work for a few days only. Look into your open leads instead.') }
  }
}

/** How it turned out: the large words first. */
export function AckOutcome({ ack, why = '' }: { ack: Ack | undefined; why?: string }) {
  const { icon: Icon, tone, title, text } = wordsFor(ack, why)
  return (
    <section className={`ack-outcome ${tone}`} role="status">
      <span><Icon aria-hidden="true" /></span>
      <h1>{title}</h1>
      <p>{text}</p>
      {ack?.state === 'yours' && ack.lead.message && <blockquote>“{ack.lead.message}”</blockquote>}
    </section>
  )
}
