import { useQuery } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react'
import { useEffect } from 'react'
import { examplesQuery, trying } from '../api/trying'
import { useOpenFlow } from '../canvas/open-flow-context'
import { useFlowStore } from '../canvas/store/flow-context'
import { t } from '../words/t'
import { ExampleRow } from './ExampleRow'
import './trying.css'
import { useLines } from './use-lines'

/** The flow's examples, run on the draft before it is published. One that comes out otherwise is a warning: it says how, and publishing may go on. */
export function ExampleCheck() {
  const { id } = useOpenFlow()
  const store = useFlowStore()
  const { data: kept } = useQuery(examplesQuery(id))
  const { lines, isRunning, error, start, forget } = useLines((signal) => trying.runExamples({ flowId: id, document: store.getState().document }, signal))
  const examples = kept?.examples ?? []
  const count = examples.length

  // biome-ignore lint/correctness/useExhaustiveDependencies: run once for each list of examples, not for each drawing
  useEffect(() => {
    if (count > 0) void start(examples)
  }, [count])

  if (count === 0) return null
  const red = [...lines.values()].filter(({ differences }) => differences.length > 0).length
  return (
    <section className="example-check" aria-label={t('Examples of this flow')}>
      <h3>
        {isRunning ? <LoaderCircle className="s" aria-hidden="true" /> : red > 0 || error ? <CircleAlert className="s tone-bad" aria-hidden="true" /> : <CircleCheck className="s tone-ok" aria-hidden="true" />}
        <span aria-live="polite">{headWords(isRunning, lines.size, count, red)}</span>
      </h3>
      {error && <p className="wrong-words" role="alert">{error.message}</p>}
      <ul>
        {examples.map((example) => <ExampleRow key={example.id} example={example} line={lines.get(example.id)} isBlocked onAccepted={() => forget(example.id)} />)}
      </ul>
    </section>
  )
}

function headWords(isRunning: boolean, done: number, all: number, red: number): string {
  if (isRunning) return t('Examples are run on this draft: {done} of {all}', { done, all })
  if (red > 0) return t('{red, plural, one {One example comes} other {# examples come}} out otherwise than expected. You may publish all the same; say below why that is right.', { red })
  return done < all ? t('{done} of {all} examples were run', { done, all }) : t('{all, plural, one {The example comes} other {All # examples come}} out as expected', { all })
}
