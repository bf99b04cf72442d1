import { findField } from '#nodes/revops/fields'
import { ChevronRight } from 'lucide-react'
import type { RunStep } from '../api/types'
import type { NodeView } from '../canvas/node-view'
import { t, translated } from '../words/t'
import { isObject } from './reasons'
import { everyWay } from './step-words'
import { valueWords } from './value-words'

function labelOf(key: string): string {
  const label = findField(`lead.${key}`)?.label ?? findField(key)?.label
  if (label) return translated(label)
  const words = key.replaceAll(/([A-Z])/g, ' $1').replaceAll(/[._-]/g, ' ').toLowerCase()
  return translated(words.charAt(0).toUpperCase() + words.slice(1))
}

/** Ids and empty values tell a reader nothing; “As data” has them. */
function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)
}

function Facts({ values }: { values: Record<string, unknown> }) {
  return (
    <dl className="facts">
      {Object.entries(values).filter(([key, value]) => key !== 'id' && !isEmpty(value)).map(([key, value]) => (
        <div key={key} className="contents">
          <dt>{labelOf(key)}</dt>
          <dd>{valueWords(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The lead as the run has it. */
export function WhatCameIn({ lead }: { lead: Record<string, unknown> }) {
  return (
    <section className="sect">
      <h3>{t('What came in')}</h3>
      <Facts values={lead} />
    </section>
  )
}

/** The way out, and what later steps may use. */
export function WhatWentOut({ step, view }: { step: RunStep; view: NodeView }) {
  const outlet = view.outlets.find((each) => each.name === step.outlet)
  const output = isObject(step.output) ? step.output : {}
  const isEnd = step.outlet === ''
  if ((step.outlet === null || isEnd) && Object.keys(output).length === 0) return null
  return (
    <section className="sect">
      <h3>{t('What went out')}</h3>
      <Facts values={{ ...(step.outlet !== null && { wayOut: step.outlet === everyWay ? t('All at once') : outlet?.label || t('Went on') }), ...output }} />
      <details className="advanced raw">
        <summary><ChevronRight className="s" aria-hidden="true" /> {t('As data')}</summary>
        <pre className="mono">{JSON.stringify({ reason: step.reason, output: step.output }, null, 2)}</pre>
      </details>
    </section>
  )
}
