import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { useMemo } from 'react'
import { flowQuery } from '../api/queries'
import type { FlowDetail } from '../api/types'
import { CommandButton } from '../app/CommandButton'
import { namesFrom } from '../canvas/names'
import { viewNodes } from '../canvas/project-flow'
import { FlowCrumbs } from '../flows/FlowCrumbs'
import { concurrencyWords } from '../inspector/concurrency-words'
import { BoneRows, Failed } from '../parts/states'
import { explainFlow, type ToldStep, type ToldWay } from './explain-flow'

/** A flow in plain words, to read or to print. */
export function ExplainPage() {
  const { id } = useParams({ from: '/frame/flows/$id/explain' })
  const flow = useQuery(flowQuery(id))
  return (
    <main className="main">
      <header className="bar">
        <FlowCrumbs id={id} name={flow.data?.draft.name} here="In plain words" />
        <div className="grow" />
        <CommandButton />
        <button type="button" className="btn sm" onClick={() => window.print()}>
          <Printer aria-hidden="true" /> Print
        </button>
      </header>
      <div className="page">
        {flow.data ? <Story detail={flow.data} /> : flow.isError ? <Failed error={flow.error} what="This flow" onRetry={() => void flow.refetch()} /> : <BoneRows label="The flow is being read" />}
      </div>
    </main>
  )
}

function Story({ detail }: { detail: FlowDetail }) {
  const { draft, references } = detail
  const { starts, steps, apart } = useMemo(() => explainFlow(draft, viewNodes(draft, namesFrom(references))), [draft, references])
  return (
    <article className="story">
      <h2>{draft.name}</h2>
      {draft.failurePoint && <p className="lead">The failure that it closes: {draft.failurePoint}</p>}
      <section aria-labelledby="story-starts">
        <h3 id="story-starts">It starts</h3>
        <ul>
          {starts.map((start) => (
            <li key={start.id}>
              <b>{start.label}</b>: {start.says}. <Ways step={start} />
            </li>
          ))}
          {starts.length === 0 && <li>Nothing starts it yet.</li>}
        </ul>
        <p className="quiet">When a run for the same lead is under way: {concurrencyWords[draft.concurrency].choice.toLowerCase()}.</p>
      </section>
      <section aria-labelledby="story-steps">
        <h3 id="story-steps">Then</h3>
        <ol>
          {steps.map((step) => (
            <li key={step.id} id={`step-${step.number}`}>
              <b>{step.label}</b>: {step.says}. <Ways step={step} />
            </li>
          ))}
        </ol>
      </section>
      {apart.length > 0 && (
        <section aria-labelledby="story-apart">
          <h3 id="story-apart">Nothing leads here</h3>
          <ul>{apart.map((step) => <li key={step.id}><b>{step.label}</b>: {step.says}.</li>)}</ul>
        </section>
      )}
    </article>
  )
}

/** Where a step leads. One that only goes on with the next says nothing. */
function Ways({ step }: { step: ToldStep }) {
  const [only, more] = step.ways
  if (!only) return null
  if (!more && only.words === '') return step.number !== null && only.to === step.number + 1 ? null : <>Goes on with <Target way={only} />.</>
  return (
    <ul>
      {step.ways.map((way) => (
        <li key={way.words}>{way.words || 'Otherwise'}: <Target way={way} />.</li>
      ))}
    </ul>
  )
}

function Target({ way }: { way: ToldWay }) {
  return way.to === null ? <span className="late">leads nowhere yet</span> : <a href={`#step-${way.to}`}>step {way.to}, “{way.label}”</a>
}
