import { CircleCheck, CircleDashed, CircleX, Combine, Eye, type LucideIcon, UserRoundCheck, UsersRound } from 'lucide-react'
import type { LeadState } from '../api/leads'
import { t } from '../words/t'

/** What a lead’s state is called, with its colour and sign. */
export const leadStateWords: Record<LeadState, { words: string; tone: string; icon: LucideIcon }> = {
  open: { words: t('Open'), tone: 'wait', icon: CircleDashed },
  routed: { words: t('Somebody has it'), tone: 'ok', icon: UserRoundCheck },
  queued: { words: t('In a queue'), tone: 'warn', icon: UsersRound },
  review: { words: t('To be looked at'), tone: 'unsure', icon: Eye },
  rejected: { words: t('Rejected'), tone: 'still', icon: CircleX },
  merged: { words: t('Merged'), tone: 'still', icon: Combine },
  closed: { words: t('Closed'), tone: 'still', icon: CircleCheck },
}

export function leadName({ name, email, phone }: { name: string | null; email: string | null; phone: string | null }): string {
  return name ?? email ?? phone ?? t('Unnamed lead')
}
