import { useQuery } from '@tanstack/react-query'
import { Circle, CircleAlert, CircleCheck, CircleX, ListChecks, Play, Square } from 'lucide-react'
import { useMemo } from 'react'
import { examplesQuery, type Scenario, trying } from '../api/trying'
import { useOpenFlow } from '../canvas/open-flow-context'
import { useFlowStore } from '../canvas/store/flow-context'
import { t } from '../words/t'
import { type EdgeCase, edgeCases } from './edge-cases'
import { ExampleRow } from './ExampleRow'
import { useLabelOf } from './use-label-of'
import { useLines } from './use-lines'
import { type Verdict, verdictOf } from './verdict'

interface Props {
  base: Scenario
  reads: string[]
  zone: string
  from: number
  isBlocked: boolean
  onTry(scenario: Scenario): void
}

/** The saved examples and the cases that may go wrong with this lead, each to be opened, or all run at once. */
export function CaseList({ base, reads, zone, from, isBlocked, onTry }: Props) {
  const { id } = useOpenFlow()
  const store = useFlowStore()
  const labelOf = useLabelOf()
  const cases = useMemo(() => edgeCases(base, { reads, zone, from }), [base, reads, zone, from])
  const { data: kept } = useQuery(examplesQuery(id))
  const examples = kept?.examples ?? []
  const caseRun = useLines((signal) => trying.runAll({ flowId: id, document: store.getState().document, scenarios: cases.map((each) => ({ id: each.id, scenario: each.scenario })) }, signal))
  const exampleRun = useLines((signal) => trying.runExamples({ flowId: id, document: store.getState().document }, signal))
  const isRunning = caseRun.isRunning || exampleRun.isRunning
  const verdicts = new Map([...caseRun.lines].map(([caseId, { outcome }]) => [caseId, verdictOf(outcome, labelOf)]))
  const isStale = caseRun.about !== undefined && caseRun.about !== cases

  const runAll = async () => {
    if (examples.length > 0) await exampleRun.start(examples)
    await caseRun.start(cases)
  }
  const stop = () => {
    exampleRun.stop()
    caseRun.stop()
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and while nothing can be tried none of its buttons takes the keyboard
    <section className="try-cases" aria-label={t('Cases')} tabIndex={0}>
      <div className="try-cases-head">
        <h3>{t('Cases')}</h3>
        <span className="quiet" aria-live="polite">{isRunning ? t('{done} of {all} done', { done: caseRun.lines.size + exampleRun.lines.size, all: cases.length + examples.length }) : countWords([...verdicts.values()])}</span>
        {isRunning ? (
          <button type="button" className="btn xs" onClick={stop}><Square aria-hidden="true" /> {t('Stop')}</button>
        ) : (
          <button type="button" className="btn xs soft" disabled={isBlocked} onClick={() => void runAll()}><ListChecks aria-hidden="true" /> {t('Run all')}</button>
        )}
      </div>
      {(caseRun.error ?? exampleRun.error) && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" /> {(caseRun.error ?? exampleRun.error)?.message}</p>}
      {examples.length > 0 && (
        <ul aria-label={t('Saved examples')}>
          {examples.map((example) => <ExampleRow key={example.id} example={example} line={exampleRun.lines.get(example.id)} isBlocked={isBlocked} onTry={onTry} onAccepted={() => exampleRun.forget(example.id)} />)}
        </ul>
      )}
      <ul aria-label={t('What may go wrong')}>
        {cases.map((each) => <CaseRow key={each.id} edge={each} verdict={isStale ? undefined : verdicts.get(each.id)} isBlocked={isBlocked} onTry={() => onTry(each.scenario)} />)}
      </ul>
    </section>
  )
}

function countWords(verdicts: Verdict[]): string {
  if (verdicts.length === 0) return ''
  const bad = verdicts.filter(({ tone }) => tone === 'bad').length
  const warn = verdicts.filter(({ tone }) => tone === 'warn').length
  return t('{ok} well, {warn} to look at, {bad} wrong', { ok: verdicts.length - bad - warn, warn, bad })
}

const icons = { ok: CircleCheck, warn: CircleAlert, bad: CircleX }

export function VerdictIcon({ tone }: { tone: Verdict['tone'] | undefined }) {
  if (!tone) return <Circle className="tone-still" aria-label={t('Not run yet')} />
  const Icon = icons[tone]
  return <Icon className={`tone-${tone}`} aria-label={{ ok: t('Went well'), warn: t('To look at'), bad: t('Went wrong') }[tone]} />
}

function CaseRow({ edge, verdict, isBlocked, onTry }: { edge: EdgeCase; verdict: Verdict | undefined; isBlocked: boolean; onTry(): void }) {
  return (
    <li className="case">
      <VerdictIcon tone={verdict?.tone} />
      <span className="case-words"><b>{edge.name}</b>{verdict && <span>{verdict.words}</span>}</span>
      <button type="button" className="btn icon xs plain" disabled={isBlocked} aria-label={t('Try “{name}”', { name: edge.name })} title={t('Try “{name}”', { name: edge.name })} onClick={onTry}>
        <Play aria-hidden="true" />
      </button>
    </li>
  )
}
