import { Link } from '@tanstack/react-router'
import type { Doer, TimelineEntry } from '../../api/leads'
import { exactWords, shortTimeWords } from '../../parts/times'
import { t } from '../../words/t'
import { sayHappening } from './happening-words'

/** One thing that happened: what, who did it, why, and the way to where it can be looked at. */
export function TimelineItem({ entry, onWhy }: { entry: TimelineEntry; onWhy: (assignmentId: string) => void }) {
  const { words, detail, tone, icon: Icon } = sayHappening(entry)
  const assignmentId = 'assignmentId' in entry ? entry.assignmentId : null
  const isWhyKnown = assignmentId !== null && (entry.kind !== 'assignment' || entry.change === 'offered')
  return (
    <li>
      <span className={`story-sign ${tone}`}><Icon aria-hidden="true" /></span>
      <div className="min-w-0">
        <p>{words}</p>
        {detail && <p className="quiet story-detail">{detail}</p>}
        {entry.kind === 'changed' && <Fields fields={entry.fields} />}
        <p className="story-by quiet">
          <ByWords by={entry.by} />
          {isWhyKnown && <button type="button" className="btn xs plain" onClick={() => onWhy(assignmentId)}>{t('Why this owner')}</button>}
          {'runId' in entry && <Link to="/runs/$id" params={{ id: entry.runId }} search={{ step: stepOf(entry) }} className="link">{stepOf(entry) ? t('See the step') : t('See the run')}</Link>}
          {entry.kind === 'task' && entry.isOpen && <Link to="/work" search={{ item: entry.workItemId }} className="link">{t('See the task')}</Link>}
        </p>
      </div>
      <time className="quiet num" dateTime={new Date(entry.at).toISOString()} title={exactWords(entry.at)}>{shortTimeWords(entry.at)}</time>
    </li>
  )
}

function stepOf(entry: TimelineEntry): string | undefined {
  if (entry.kind === 'message') return entry.nodeId
  return entry.kind === 'run-ended' ? entry.failure?.nodeId : undefined
}

/** Somebody with a name, a flow with the way to its run, or the system. */
function ByWords({ by }: { by: Doer }) {
  if (by.kind === 'run' && by.runId) return <Link to="/runs/$id" params={{ id: by.runId }} search={{}} className="link">{t('Flow “{name}”', { name: by.name ?? '' })}</Link>
  if (by.kind === 'run') return <span>{t('A flow')}</span>
  if (by.kind === 'source') return <span>{by.name ? t('Source “{name}”', { name: by.name }) : t('From outside')}</span>
  if (by.kind === 'system') return <span>{t('Watertight')}</span>
  return <span>{by.name ?? t('Somebody who is not here any more')}</span>
}

function Fields({ fields }: { fields: { path: string; before: unknown; after: unknown }[] }) {
  return (
    <dl className="story-fields">
      {fields.map(({ path, before, after }) => (
        <div key={path}>
          <dt>{fieldWords(path)}</dt>
          <dd><span className="quiet">{valueWords(before)}</span> → <b>{valueWords(after)}</b></dd>
        </div>
      ))}
    </dl>
  )
}

const fieldNames: Record<string, string> = {
  name: t('Name'), email: t('E-mail'), phone: t('Phone'), company: t('Company'), message: t('Message'), territory: t('Territory'), industry: t('Industry'), amount: t('Expected value'), score: t('Score'), skills: t('Skills wanted'), note: t('Note'), state: t('State'),
}

function fieldWords(path: string): string {
  const name = path.replace(/^lead\./, '')
  return fieldNames[name] ?? name
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return t('empty')
  if (Array.isArray(value)) return value.length === 0 ? t('empty') : value.join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
