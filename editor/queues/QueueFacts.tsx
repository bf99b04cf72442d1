import { TriangleAlert } from 'lucide-react'
import type { QueueView } from '../api/queues'
import { count } from '../parts/counts'
import { Ago } from '../parts/Time'
import { spanWords } from '../parts/times'
import { Who } from '../parts/Who'
import { rich, t } from '../words/t'
import { awayWords, gapSentence } from './queue-words'

const mostNamed = 4

/** How a queue stands: what waits, who watches, whose people are offered it, and what puts leads there. */
export function QueueFacts({ queue, onChange }: { queue: QueueView; onChange: (() => void) | undefined }) {
  const { waiting, oldestAt, overdue, team, offerForMs, flows } = queue
  const watchers = queue.watchers.filter(({ active }) => active)
  const sentence = gapSentence(queue)
  return (
    <>
      <dl className="queue-facts">
        <div>
          <dt>{t('Waiting')}</dt>
          <dd><b className="num">{waiting === 0 ? t('Nothing') : count(waiting)}</b> {overdue > 0 && <span className="chip bad sm"><TriangleAlert aria-hidden="true" /> {t('{count} over', { count: overdue })}</span>}</dd>
          <dd className="soft">{oldestAt !== null && rich('the oldest came {ago}', { ago: <Ago at={oldestAt} /> })}</dd>
        </div>
        <div>
          <dt>{t('Watched by')}</dt>
          <dd className="names">{watchers.length === 0 ? <span className="chip bad"><TriangleAlert aria-hidden="true" /> {t('Nobody')}</span> : watchers.slice(0, mostNamed).map(({ id, name, awayUntil }) => <span key={id} title={awayUntil === null ? undefined : awayWords(name, awayUntil)}><Who name={name} />{awayUntil !== null && <span className="chip sm flat">{t('away')}</span>}</span>)}</dd>
          {watchers.length > mostNamed && <dd className="soft" title={watchers.map(({ name }) => name).join(', ')}>{t('and {count} more', { count: watchers.length - mostNamed })}</dd>}
        </div>
        <div>
          <dt>{t('Offered to')}</dt>
          <dd>{team?.name ?? <span className="quiet">{t('Nobody')}</span>}</dd>
          <dd className="soft">{team ? t('as soon as somebody has room; each has {span} to answer', { span: spanWords(offerForMs) }) : t('It waits until somebody claims it.')}</dd>
        </div>
        <div>
          <dt>{t('Used by')}</dt>
          <dd>{flows.length > 0 ? flows.join(', ') : <span className="quiet">{t('No published flow')}</span>}</dd>
        </div>
      </dl>
      {sentence && (
        <div className={`notice ${queue.gap === 'one-only' ? 'warn' : 'bad'}`} role="status">
          <TriangleAlert className="s" aria-hidden="true" /> <span>{sentence}</span>
          {onChange && <button type="button" className="btn xs" onClick={onChange}>{t('Choose who watches')}</button>}
        </div>
      )}
    </>
  )
}
