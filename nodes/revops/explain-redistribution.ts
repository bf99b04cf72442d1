import { t } from '../sdk/t'
import type { Kept, Redistribution } from './redistribute'

const keptWords: Record<Kept, string> = {
  touched: t('there was contact of late'),
  'just-taken': t('it was taken a moment ago'),
  'being-offered': t('it is being offered to somebody already'),
  'nobody-fits': t('nobody who fits has room'),
  gone: t('somebody else has it by now'),
  'no-room-any-more': t('whoever was to get it has no room any more'),
}

/** So many leads of a kind are listed by name. */
const mostListed = 40

/** A line for each lead that moves and to whom, or that stays and why. */
export function explainRedistribution({ moves, kept }: Redistribution): { moves: string; kept: string } {
  return {
    moves: lines(moves.map(({ lead, to }) => (lead.touchedAt === null ? t('{lead} → {name}, not contacted yet', { lead: lead.name, name: to.name }) : t('{lead} → {name}', { lead: lead.name, name: to.name })))),
    kept: lines(kept.map(({ lead, why }) => t('{lead} stays: {why}', { lead: lead.name || t('A lead'), why: keptWords[why] }))),
  }
}

function lines(each: string[]): string {
  const unlisted = each.length - mostListed
  return [...each.slice(0, mostListed), ...(unlisted > 0 ? [t('and {count, plural, one {# more} other {# more}}', { count: unlisted })] : [])].map((line) => `• ${line}`).join('\n')
}
