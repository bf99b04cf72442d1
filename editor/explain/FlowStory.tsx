import { useMemo } from 'react'
import type { FlowDocument } from '#engine/graph/flow'
import type { FlowReferences } from '../api/types'
import { namesFrom } from '../canvas/names'
import { viewNodes } from '../canvas/project-flow'
import { concurrencyWords } from '../inspector/concurrency-words'
import { exitWords } from '../inspector/sequence-words'
import { FigureWords } from '../templates/FigureWords'
import { explainFlow, type ToldStep, type ToldWay } from './explain-flow'
import { rich, t, within } from '../words/t'

/** What a flow does, step by step, from the same sentences as on its cards. */
export function FlowStory({ document, references }: { document: FlowDocument; references: FlowReferences }) {
  const { starts, steps, apart, notes } = useMemo(() => explainFlow(document, viewNodes(document, namesFrom(references))), [document, references])
  return (
    <article className="story">
      <h2>{document.name}</h2>
      {document.failurePoint && <p className="lead">{t('The failure that it closes: {failure}', { failure: document.failurePoint })}</p>}
      {document.figure && <p className="lead">{t('The figure that it should move')}: <FigureWords figure={document.figure} /></p>}
      <section aria-labelledby="story-starts">
        <h3 id="story-starts">{t('It starts')}</h3>
        <ul>
          {starts.map((start) => (
            <li key={start.id}>
              <b>{start.label}</b>: {start.says}. <Ways step={start} />
            </li>
          ))}
          {starts.length === 0 && <li>{t('Nothing starts it yet.')}</li>}
        </ul>
        <p className="quiet">{t('When a run for the same lead is under way: {choice}.', { choice: within(concurrencyWords[document.concurrency].choice) })}</p>
        {document.sequence?.group && <p className="quiet">{t('Of “{group}” one person is in one flow at a time', { group: document.sequence.group })}.</p>}
      </section>
      {document.sequence && document.sequence.exits.length > 0 && (
        <section aria-labelledby="story-exits">
          <h3 id="story-exits">{t('It ends early when')}</h3>
          <ul>{document.sequence.exits.map((exit) => <li key={exitWords(exit)}>{exitWords(exit)}.</li>)}</ul>
        </section>
      )}
      <section aria-labelledby="story-steps">
        <h3 id="story-steps">{t('Then')}</h3>
        <ol>
          {steps.map((step) => (
            <li key={step.id} id={`step-${step.number}`}>
              <b>{step.label}</b>{step.group && <span className="quiet"> {t('(in “{group}”)', { group: step.group })}</span>}: {step.says}. <Ways step={step} />
            </li>
          ))}
        </ol>
      </section>
      {apart.length > 0 && (
        <section aria-labelledby="story-apart">
          <h3 id="story-apart">{t('Nothing leads here')}</h3>
          <ul>{apart.map((step) => <li key={step.id}><b>{step.label}</b>: {step.says}.</li>)}</ul>
        </section>
      )}
      {notes.length > 0 && (
        <section aria-labelledby="story-notes">
          <h3 id="story-notes">{t('Notes')}</h3>
          <ul>{notes.map((note) => <li key={note} className="whitespace-pre-wrap">{note}</li>)}</ul>
        </section>
      )}
    </article>
  )
}

/** Where a step leads. One that only goes on with the next says nothing. */
function Ways({ step }: { step: ToldStep }) {
  const [only, more] = step.ways
  if (!only) return null
  if (!more && only.words === '') return step.number !== null && only.to === step.number + 1 ? null : rich('Goes on with {target}.', { target: <Target way={only} /> })
  return (
    <ul>
      {step.ways.map((way) => (
        <li key={way.words}>{way.words || t('Otherwise')}: <Target way={way} />.</li>
      ))}
    </ul>
  )
}

function Target({ way }: { way: ToldWay }) {
  return way.to === null ? <span className="late">{t('leads nowhere yet')}</span> : <a href={`#step-${way.to}`}>{t('step {number}, “{label}”', { number: way.to, label: way.label })}</a>
}
