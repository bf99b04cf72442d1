import { findField } from '#nodes/revops/fields'
import { ChevronRight, MousePointerClick } from 'lucide-react'
import { useMemo } from 'react'
import { VirtualClock } from '../api/clock'
import type { TraceEntry } from '../api/trying'
import type { RunStep } from '../api/types'
import { useOpenFlow } from '../canvas/open-flow-context'
import { viewNodes } from '../canvas/project-flow'
import { Empty } from '../parts/states'
import { isObject } from '../runs/reasons'
import { channelWords } from '../runs/run-words'
import { StepDetails } from '../runs/StepDetails'
import { valueWords } from '../runs/value-words'
import { t, translated } from '../words/t'
import { projectTry } from './project-try'
import { type Trying, useTry } from './try-store'

/** One step of the run that is tried out: all that is known of a real one, the fields it looked at, and what it would have sent. */
export function TryStep({ open }: { open: Trying }) {
  const { names } = useOpenFlow()
  const { chosen, choose } = useTry()
  const views = useMemo(() => viewNodes(open.document, names), [open.document, names])
  const standsAt = useMemo(() => projectTry(open, views).standsAt, [open, views])
  const { run } = open
  if (!run) return <Empty icon={MousePointerClick} title={t('Nothing has happened yet')}>{t('Press Step, and look here at what went in and what came out.')}</Empty>
  const shown = chosen ?? (standsAt === undefined ? undefined : { nodeId: standsAt })
  return (
    <VirtualClock value={open.state.clock}>
      <StepDetails run={run} views={views} chosen={shown} onChoose={choose} more={(step) => <InSimulation step={step} runId={run.id} entries={open.entries} />} />
    </VirtualClock>
  )
}

function InSimulation({ step, runId, entries }: { step: RunStep; runId: string; entries: TraceEntry[] }) {
  const own = entries.filter((entry) => 'nodeId' in entry && entry.runId === runId && entry.nodeId === step.nodeId && entry.visit === step.visit)
  const done = own.findLast((entry) => entry.kind === 'step')
  const sent = own.filter((entry) => entry.kind === 'effect').filter((entry) => entry.message !== null)
  const nameOf = (id: string) => step.effects.find((effect) => effect.recipient.id === id)?.recipient.name ?? id
  return (
    <>
      {sent.length > 0 && (
        <section className="sect">
          <h3>{t('What would have been sent')}</h3>
          {sent.map((entry) => (
            <article key={entry.seq} className="would-send">
              <h4>{t('To {name}', { name: nameOf(entry.recipient) })} <span className="quiet">{translated(channelWords[entry.channel] ?? entry.channel)}</span></h4>
              <MessageText message={entry.message} />
            </article>
          ))}
        </section>
      )}
      {done?.kind === 'step' && (
        <section className="sect">
          <h3>{t('What it looked at')}</h3>
          {Object.keys(done.read).length === 0 && <p className="soft">{t('No field of the lead.')}</p>}
          <dl className="facts">
            {Object.entries(done.read).map(([path, value]) => (
              <div key={path} className="contents">
                <dt>{translated(findField(path)?.label ?? path)}</dt>
                <dd>{valueWords(value)}</dd>
              </div>
            ))}
          </dl>
          <details className="advanced raw">
            <summary><ChevronRight className="s" aria-hidden="true" /> {t('Its settings, as data')}</summary>
            <pre className="mono">{JSON.stringify(done.params, null, 2)}</pre>
          </details>
        </section>
      )}
    </>
  )
}

/** The text of a message where it is one, else all of it. */
function MessageText({ message }: { message: unknown }) {
  const fields = isObject(message) ? message : {}
  const title = fields.subject ?? fields.title
  const text = fields.text ?? fields.body
  if (typeof text !== 'string') return <pre className="mono">{typeof message === 'string' ? message : JSON.stringify(message, null, 2)}</pre>
  return (
    <>
      {typeof title === 'string' && <p><b>{title}</b></p>}
      <p className="message-text">{text}</p>
    </>
  )
}
