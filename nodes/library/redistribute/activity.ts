import type { z } from 'zod'
import { concernedBy } from '../../revops/concerned'
import { keepRanking } from '../../revops/explanation'
import { explainRedistribution } from '../../revops/explain-redistribution'
import { type Move, type Redistribution, redistribute as decide } from '../../revops/redistribute'
import { standardRules } from '../../revops/route-rules'
import type { Outcome, StepContext } from '../../sdk/context'
import type { RecordActivity } from '../../sdk/handlers'
import type { JsonObject } from '../../sdk/json'
import type { Services } from '../../sdk/services'
import type { redistribute } from './definition'

type Params = z.output<typeof redistribute.params>
type Standing = NonNullable<ReturnType<Services['handOvers']['standingOf']>>

const keptWithOffer = { ranked: 25, passedOver: 20 }
const hourMs = 3_600_000

/** Decides with what holds in this transaction, and where it gives leads away does so in the same: what was agreed on and does not hold any more stays. */
export const runRedistribute: RecordActivity<Params> = (context, services): Outcome => {
  const { params, step } = context
  const repId = concernedBy(context, services)
  const standing = repId === undefined ? undefined : services.handOvers.standingOf(repId)
  if (!standing) return { outlet: 'none', reason: { why: 'nobody-concerned' }, output: outputOf('', { moves: [], kept: [], wanted: 0 }) }
  if (params.mode === 'do' && params.which === 'this' && step.visit > params.times) return { outlet: 'none', reason: { moved: step.visit - 1, limit: params.times }, output: outputOf(standing.person.name, { moves: [], kept: [], wanted: 0 }) }

  const decided = decideFor(context, standing)
  if (params.mode === 'propose') {
    const proposed = { repId: standing.person.id, moves: decided.moves.map(({ lead, to }) => ({ leadId: lead.id, toId: to.id })) }
    return { outlet: wayOf(decided, params), reason: reasonOf(decided), output: { ...outputOf(standing.person.name, decided), proposed } }
  }
  const done: Redistribution = { moves: [], kept: [...decided.kept], wanted: decided.wanted }
  for (const move of decided.moves) {
    if (give(standing.person.id, move, services)) done.moves.push(move)
    else done.kept.push({ lead: move.lead, why: 'gone' })
  }
  return { outlet: done.moves.length > 0 ? 'moved' : 'none', reason: reasonOf(done), output: outputOf(standing.person.name, done) }
}

function decideFor({ params, subject, outputs, now }: StepContext<Params>, { person, backupId, leads, candidates }: Standing): Redistribution {
  const { which, downTo, most, keepTouchedDays, keepTakenHours } = params
  const isThis = which === 'this'
  const agreed = params.mode === 'do' && !isThis ? proposedIn(outputs, person.id) : undefined
  return decide({
    from: person, leads: isThis ? leads.filter(({ id }) => id === subject.id) : leads, candidates, now, ...(which === 'all' && { backupId }), ...(agreed && { agreed }),
    // Why this one lead is to go is for the flow to know: nothing holds it.
    rules: { which: isThis ? 'all' : which, downTo: downTo / 100, most, keepTouchedMs: isThis ? 0 : keepTouchedDays * 24 * hourMs, keepTakenMs: isThis ? 0 : keepTakenHours * hourMs },
  })
}

/** What an earlier step of this run has proposed for this person, and a person has agreed to or did not have to. */
function proposedIn(outputs: StepContext['outputs'], repId: string): { leadId: string; toId: string }[] | undefined {
  const proposals = Object.values(outputs).flatMap(({ proposed }) => {
    const { repId: whose, moves } = (proposed ?? {}) as { repId?: string; moves?: { leadId: string; toId: string }[] }
    return whose === repId && moves ? [moves] : []
  })
  return proposals.at(-1)
}

function give(fromId: string, { lead, to, ranking }: Move, { handOvers }: Services): boolean {
  return handOvers.give({ leadId: lead.id, fromId, to, explanation: keepRanking(ranking, standardRules, keptWithOffer) })
}

function wayOf({ moves }: Redistribution, { askAbove }: Params): string {
  if (moves.length === 0) return 'none'
  return moves.length > askAbove ? 'ask' : 'go'
}

function outputOf(personName: string, decided: Redistribution): JsonObject {
  return { personName, count: decided.moves.length, stayed: decided.kept.length, ...explainRedistribution(decided) }
}

function reasonOf({ moves, kept, wanted }: Redistribution): JsonObject {
  return { wanted, moves: moves.map(({ lead, to }) => ({ leadId: lead.id, toId: to.id })), kept: kept.map(({ lead, why }) => ({ leadId: lead.id, why })) }
}
