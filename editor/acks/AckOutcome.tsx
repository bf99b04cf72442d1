import { CircleCheckBig, CornerUpRight, Hourglass, Link2Off, UserCheck } from 'lucide-react'
import type { Ack } from '../api/types'

function wordsFor(ack: Ack | undefined, why: string) {
  if (!ack) return { icon: Link2Off, tone: 'still', title: 'This link does not work', text: why }
  const { lead, newOwner } = ack
  const who = lead.company ? `${lead.name} of ${lead.company}` : lead.name
  switch (ack.state) {
    case 'open':
    case 'yours':
      return { icon: CircleCheckBig, tone: 'ok', title: `${lead.name} is yours`, text: `Everybody else knows that you have ${who}. Get in touch while it is fresh.` }
    case 'taken':
      return { icon: UserCheck, tone: 'wait', title: newOwner ? `${newOwner} has it` : 'Somebody else has it', text: `${who} was taken before your answer came. There is nothing left to do for you.` }
    case 'passed':
      return { icon: CornerUpRight, tone: 'still', title: 'You passed it on', text: newOwner ? `${newOwner} is asked now.` : 'The next one is being asked. There is nothing left to do for you.' }
    case 'over':
      return { icon: Hourglass, tone: 'warn', title: 'The time is over', text: newOwner ? `${who} went on to ${newOwner}.` : `${who} went on to somebody else.` }
    case 'expired':
      return { icon: Link2Off, tone: 'still', title: 'This link is too old', text: 'Links to answer work for a few days only. Look into your open leads instead.' }
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
