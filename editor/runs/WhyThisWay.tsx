import { findField } from '#nodes/revops/fields'
import { operatorWords } from '../parts/operator-words'
import { Ban, CircleAlert, CircleCheck, CircleX } from 'lucide-react'
import type { RunDetail, RunStep } from '../api/types'
import type { NodeView } from '../canvas/node-view'
import { exactWords, shortTimeWords } from '../parts/times'
import { RankingTable } from './RankingTable'
import { type Evidence, evidenceOf, passedOverWords, type Ranking, rankingOf } from './reasons'
import { everyWay, retryOf, standingWords } from './step-words'
import { valueWords } from './value-words'

interface Props {
  run: RunDetail
  step: RunStep | undefined
  view: NodeView
  nodeId: string
}

/** Why the run left this step the way it did, as recorded when it did. */
export function WhyThisWay({ run, step, view, nodeId }: Props) {
  const failure = run.failure?.nodeId === nodeId ? run.failure : step?.error
  const ranking = rankingOf(step?.reason)
  const evidence = evidenceOf(step?.reason)
  const outlet = view.outlets.find((each) => each.name === step?.outlet)
  return (
    <section className="sect">
      <h3>Why this way</h3>
      {failure && (
        <p className="wrong-words" style={{ fontSize: 13, lineHeight: '18px' }}>
          <CircleAlert aria-hidden="true" /> {failure.message}
        </p>
      )}
      {ranking ? <RankingWords ranking={ranking} way={outlet?.label} /> : evidence ? <EvidenceWords evidence={evidence} way={outlet?.label} /> : !failure && <p className="soft">{plainWords(run, step, view, outlet?.label)}</p>}
    </section>
  )
}

function plainWords(run: RunDetail, step: RunStep | undefined, view: NodeView, way: string | undefined): string {
  if (!step) return view.family === 'trigger' ? 'The lead arrived, and this flow starts with that.' : 'The run has not been here.'
  if (step.state === 'waiting') return step.dueAt === null ? view.summary : `${view.summary}. The time is over at ${shortTimeWords(step.dueAt)} (${exactWords(step.dueAt)}).`
  const standing = standingWords(step, run)
  const retry = retryOf(step)
  if (retry) return `${standing}. The last try failed: ${retry.why}`
  if (step.state === 'held') return `${standing}. This installation does not know it. Nothing is lost: the run goes on by itself as soon as somebody installs it.`
  if (standing) return `${standing}.`
  if (step.state === 'running') return 'On its way.'
  if (step.outlet === everyWay) return `It left by all its ways at once: ${view.outlets.map((each) => each.label).join(', ')}.`
  if (view.family === 'end') return `The run ended here: ${view.summary.toLowerCase()}.`
  const late = step.late ? ' The answer came after the time was over, and counted because nobody else had it yet.' : ''
  return `${way ? `It left by “${way}”.` : 'There is one way on from here.'}${late}`
}

function RankingWords({ ranking, way }: { ranking: Ranking; way: string | undefined }) {
  const best = ranking.ranked[0]
  return (
    <>
      <p className="soft">
        {best ? <><b>{best.name}</b> scored highest of {ranking.ranked.length === 1 ? 'one who could take it' : `${ranking.ranked.length} who could take it`}</> : 'Nobody could take it'}
        {way && <>, so the run left by <b>{way}</b></>}.
      </p>
      {ranking.ranked.length > 0 && <RankingTable ranking={ranking} />}
      {ranking.passedOver.length > 0 && (
        <ul className="passed-over">
          {ranking.passedOver.map((each) => (
            <li key={each.id}>
              <Ban className="s" aria-hidden="true" /> <span><b>{each.name}</b> {passedOverWords[each.why] ?? each.why}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function EvidenceWords({ evidence, way }: { evidence: Evidence[]; way: string | undefined }) {
  return (
    <>
      {way && <p className="soft">The run left by <b>{way}</b>.</p>}
      <ul className="passed-over">
        {evidence.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same question may stand twice; their order is fixed
          <li key={index}>
            {each.passed ? <CircleCheck className="s tone-ok" aria-label="True" /> : <CircleX className="s tone-bad" aria-label="Not true" />}
            <span>
              <b>{findField(each.field)?.label ?? each.field}</b> {operatorWords(each.operator)} {each.wanted !== null && valueWords(each.wanted)}
              <span className="quiet"> (was {valueWords(each.saw)})</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
