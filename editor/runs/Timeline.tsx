import { ChevronDown, ChevronUp } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { RunDetail, RunStep } from '../api/types'
import { usePanels } from '../app/panels'
import { Due } from '../parts/Time'
import { exactWords, timeWords } from '../parts/times'
import { t, within } from '../words/t'
import { endReasonWords } from './run-words'
import type { ChosenStep } from './chosen-step'
import { runSoonMs } from './RunTable'
import { stepHowWords } from './step-words'

interface Props {
  run: RunDetail
  chosen: ChosenStep | undefined
  onChoose(step: ChosenStep): void
}

/** The steps of a run below the canvas, on the page of the run. */
export function Timeline({ run, chosen, onChoose }: Props) {
  const isFolded = usePanels((state) => state.folded.drawer)
  const fold = usePanels((state) => state.fold)
  const Icon = isFolded ? ChevronUp : ChevronDown
  return (
    <section className={`drawer ${isFolded ? 'fold' : ''}`} aria-label={t('Timeline')}>
      <div className="drawer-head">
        <h2 className="tab on">{t('Timeline')} <span className="n">{run.steps.length}</span></h2>
        <span className="ml-auto quiet num">{run.endedAt === null ? t('Began {time}', { time: exactWords(run.startedAt) }) : t('Began {time}, ended {end}: {reason}', { time: exactWords(run.startedAt), end: timeWords(run.endedAt), reason: within(endReasonWords(run.endReason)) })}</span>
        <button type="button" className="btn icon xs plain" aria-expanded={!isFolded} aria-label={isFolded ? t('Unfold the timeline') : t('Fold the timeline')} onClick={() => fold('drawer', !isFolded)}>
          <Icon aria-hidden="true" />
        </button>
      </div>
      {!isFolded && <TimelineSteps run={run} chosen={chosen} onChoose={onChoose} />}
    </section>
  )
}

/** The steps of a run in the order in which they happened. */
export function TimelineSteps({ run, chosen, onChoose }: Props) {
  const list = useRef<HTMLOListElement>(null)
  const labels = new Map(run.document.nodes.map((node) => [node.id, node.label]))
  const steps = [...run.steps].sort((one, other) => one.startedAt - other.startedAt)
  const isChosen = (step: RunStep) => step.nodeId === chosen?.nodeId && (chosen.visit === undefined ? step === steps.findLast((each) => each.nodeId === step.nodeId) : chosen.visit === step.visit)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step is what makes the list longer
  useEffect(() => {
    // The newest step stands at the right end.
    if (list.current) list.current.scrollLeft = list.current.scrollWidth
  }, [steps.length])

  return (
    <ol className="timeline" ref={list}>
      {steps.length === 0 && <li className="quiet p-3">{t('Nothing has happened yet.')}</li>}
      {steps.map((step) => (
        <li key={`${step.nodeId} ${step.visit}`} className={step.round?.isLeft ? 'done' : step.state}>
          <button type="button" aria-pressed={isChosen(step)} onClick={() => onChoose({ nodeId: step.nodeId, visit: step.visit })}>
            <i aria-hidden="true" />
            <time className="quiet" title={exactWords(step.startedAt)}>{timeWords(step.startedAt)}</time>
            <span className="what">{labels.get(step.nodeId) ?? run.formerSteps?.[step.nodeId] ?? step.nodeId}</span>
            <span className="how"><HowItStands step={step} run={run} /></span>
          </button>
        </li>
      ))}
    </ol>
  )
}

function HowItStands({ step, run }: { step: RunStep; run: RunDetail }) {
  if (step.dueAt !== null && step.state === 'waiting') return <Due at={step.dueAt} soonMs={runSoonMs} />
  const how = stepHowWords(step, run)
  return how && <span className={how.isBad ? 'late' : 'quiet'}>{how.words}</span>
}
