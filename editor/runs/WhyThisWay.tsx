import type { ReactNode } from 'react'
import { readExplanation } from '#nodes/revops/explanation'
import { findField } from '#nodes/revops/fields'
import { WhyOwner } from '../assignments/WhyOwner'
import { operatorWords } from '../parts/operator-words'
import { CircleAlert, CircleCheck, CircleX } from 'lucide-react'
import type { RunDetail, RunStep } from '../api/types'
import type { NodeView } from '../canvas/node-view'
import { exactWords, shortTimeWords } from '../parts/times'
import { rich, t, translated, within } from '../words/t'
import { type Evidence, evidenceOf } from './reasons'
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
  const ranking = readExplanation(step?.reason)
  const evidence = evidenceOf(step?.reason)
  const outlet = view.outlets.find((each) => each.name === step?.outlet)
  return (
    <section className="sect">
      <h3>{t('Why this way')}</h3>
      {failure && (
        <p className="wrong-words" style={{ fontSize: 13, lineHeight: '18px' }}>
          <CircleAlert aria-hidden="true" /> {failure.message}
        </p>
      )}
      {ranking ? <><WhyOwner explanation={ranking} />{outlet && <LeftBy way={outlet.label} />}</> : evidence ? <EvidenceWords evidence={evidence} way={outlet?.label} /> : !failure && <p className="soft">{plainWords(run, step, view, outlet?.label)}</p>}
    </section>
  )
}

function plainWords(run: RunDetail, step: RunStep | undefined, view: NodeView, way: string | undefined): string {
  if (!step) return view.family === 'trigger' ? t('The lead arrived, and this flow starts with that.') : t('The run has not been here.')
  if (step.state === 'waiting') return step.dueAt === null ? view.summary : t('{summary}. The time is over at {time} ({exact}).', { summary: view.summary, time: shortTimeWords(step.dueAt), exact: exactWords(step.dueAt) })
  const standing = standingWords(step, run)
  const retry = retryOf(step)
  if (retry) return t('{standing}. The last try failed: {why}', { standing: standing ?? '', why: retry.why })
  if (step.state === 'held') return t('{standing}. This installation does not know it. Nothing is lost: the run goes on by itself as soon as somebody installs it.', { standing: standing ?? '' })
  if (standing) return `${standing}.`
  if (step.state === 'running') return t('On its way.')
  if (step.outlet === everyWay) return t('It left by all its ways at once: {ways}.', { ways: view.outlets.map((each) => each.label).join(', ') })
  if (view.family === 'end') return t('The run ended here: {summary}.', { summary: within(view.summary) })
  const left = way ? t('It left by “{way}”.', { way }) : t('There is one way on from here.')
  return step.late ? `${left} ${t('The answer came after the time was over, and counted because nobody else had it yet.')}` : left
}

const bold = (words: ReactNode) => <b>{words}</b>

function LeftBy({ way }: { way: string }) {
  return <p className="soft">{rich('The run left by <b>{way}</b>.', { way, b: bold })}</p>
}

function EvidenceWords({ evidence, way }: { evidence: Evidence[]; way: string | undefined }) {
  return (
    <>
      {way && <LeftBy way={way} />}
      <ul className="passed-over">
        {evidence.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same question may stand twice; their order is fixed
          <li key={index}>
            {each.passed ? <CircleCheck className="s tone-ok" aria-label={t('True')} /> : <CircleX className="s tone-bad" aria-label={t('Not true')} />}
            <span>
              <b>{translated(findField(each.field)?.label ?? each.field)}</b> {operatorWords(each.operator)} {each.wanted !== null && valueWords(each.wanted)}
              <span className="quiet"> {t('(was {value})', { value: valueWords(each.saw) })}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
