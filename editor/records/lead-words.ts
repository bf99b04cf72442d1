import { CircleCheck, CircleDashed, CircleX, Combine, Eye, type LucideIcon, UserRoundCheck, UsersRound } from 'lucide-react'
import type { LeadState } from '../api/records'

/** What a lead’s state is called, with its colour and sign. */
export const leadStateWords: Record<LeadState, { words: string; tone: string; icon: LucideIcon }> = {
  open: { words: 'Open', tone: 'wait', icon: CircleDashed },
  routed: { words: 'Somebody has it', tone: 'ok', icon: UserRoundCheck },
  queued: { words: 'In a queue', tone: 'warn', icon: UsersRound },
  review: { words: 'To be looked at', tone: 'unsure', icon: Eye },
  rejected: { words: 'Rejected', tone: 'still', icon: CircleX },
  merged: { words: 'Merged', tone: 'still', icon: Combine },
  closed: { words: 'Closed', tone: 'still', icon: CircleCheck },
}

export function leadName({ name, email, phone }: { name: string | null; email: string | null; phone: string | null }): string {
  return name ?? email ?? phone ?? 'Unnamed lead'
}
