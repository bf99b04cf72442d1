import { eventWords } from '#nodes/revops/event-types'
import { Bell, CircleCheck, CircleHelp, CircleX, Clock, FileText, Inbox, ListChecks, type LucideIcon, Mail, PencilLine, Play, Replace, UserRoundCheck, UserRoundPlus, UserRoundX, UsersRound, Vote, Zap } from 'lucide-react'
import type { Happening } from '../../api/leads'
import { channelWords, effectWords, endReasonWords } from '../../runs/run-words'
import { t, within } from '../../words/t'

interface Said {
  words: string
  /** Why, in words that a person or a step gave. */
  detail?: string | null
  tone: string
  icon: LucideIcon
}

/** What happened, as it is told to somebody who was not there. */
export function sayHappening(happening: Happening): Said {
  switch (happening.kind) {
    case 'arrived':
      return { words: t('The lead arrived from “{source}”', { source: happening.source }), tone: 'accent', icon: Inbox }
    case 'event':
      return { words: eventWords(happening.type), tone: 'still', icon: Zap }
    case 'run-started':
      return { words: t('The flow “{flow}” began', { flow: happening.flow }), tone: 'still', icon: Play }
    case 'run-ended':
      return happening.isFailed
        ? { words: t('The flow “{flow}” failed', { flow: happening.flow }), detail: happening.failure?.message ?? null, tone: 'bad', icon: CircleX }
        : { words: t('The flow “{flow}” ended: {reason}', { flow: happening.flow, reason: within(endReasonWords(happening.reason)) }), tone: 'ok', icon: CircleCheck }
    case 'assignment':
      return sayAssignment(happening)
    case 'handed-over':
      return { words: happening.to ? t('Handed over from {from} to {to}', { from: happening.from ?? t('nobody'), to: happening.to }) : t('Taken from {from}: nobody has it now', { from: happening.from ?? t('nobody') }), detail: happening.reason, tone: 'wait', icon: Replace }
    case 'queued':
      return { words: happening.queue ? t('Put into the queue “{queue}”', { queue: happening.queue }) : t('Put into a queue'), tone: 'warn', icon: UsersRound }
    case 'claimed':
      return { words: t('Claimed for {rep}', { rep: happening.rep ?? t('nobody') }), tone: 'ok', icon: UserRoundCheck }
    case 'changed':
      return { words: t('{count, plural, one {A field was changed} other {# fields were changed}}', { count: happening.fields.length }), tone: 'still', icon: PencilLine }
    case 'approval':
      return sayApproval(happening)
    case 'message':
      return sayMessage(happening)
    case 'task':
      return happening.change === 'opened'
        ? { words: happening.assignee ? t('To be done by {name}: {title}', { name: happening.assignee, title: happening.title }) : t('To be done: {title}', { title: happening.title }), detail: happening.detail || null, tone: 'wait', icon: ListChecks }
        : { words: t('Done: {title}', { title: happening.title }), detail: happening.outcome, tone: 'ok', icon: CircleCheck }
    case 'note':
      return { words: t('Note'), detail: happening.text, tone: 'still', icon: FileText }
    case 'other':
      // A newer server may tell of what this page has no words for.
      return { words: happening.action, detail: happening.reason, tone: 'still', icon: CircleHelp }
  }
}

function sayAssignment({ change, rep, level, isLate, why }: Happening & { kind: 'assignment' }): Said {
  switch (change) {
    case 'offered':
      return { words: t('Offered to {rep}', { rep }), detail: level || null, tone: 'wait', icon: UserRoundPlus }
    case 'accepted':
      return { words: isLate ? t('{rep} took it, late', { rep }) : t('{rep} took it', { rep }), tone: 'ok', icon: UserRoundCheck }
    case 'declined':
      return { words: t('{rep} passed it on', { rep }), detail: why === 'away' ? t('Away') : why, tone: 'warn', icon: UserRoundX }
    case 'expired':
      return { words: why === 'unanswered' ? t('{rep} did not answer in time', { rep }) : t('The offer to {rep} ended', { rep }), tone: 'warn', icon: Clock }
  }
}

function sayApproval({ change, answer, note }: Happening & { kind: 'approval' }): Said {
  const isYes = answer === 'approve' || answer === 'approved'
  if (change === 'asked') return { words: t('Approval was asked for'), tone: 'wait', icon: Vote }
  if (change === 'answered') return { words: isYes ? t('Said yes to the approval') : t('Said no to the approval'), detail: note, tone: isYes ? 'ok' : 'bad', icon: Vote }
  return { words: isYes ? t('Approved') : t('Not approved'), detail: note, tone: isYes ? 'ok' : 'bad', icon: Vote }
}

function sayMessage({ channel, to, state, reason }: Happening & { kind: 'message' }): Said {
  const effect = effectWords[state as keyof typeof effectWords]
  const how = effect?.words ?? state
  const what = channelWords[channel] ?? channel
  return { words: to ? t('{channel} to {name}: {how}', { channel: what, name: to, how: within(how) }) : t('{channel}: {how}', { channel: what, how: within(how) }), detail: reason, tone: effect?.tone ?? 'still', icon: channel === 'notice' ? Bell : Mail }
}
