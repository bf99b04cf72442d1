import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { type RefObject, useMemo, useState } from 'react'
import { isNeed, type Template } from '#templates/template'
import { flowsQuery } from '../api/queries'
import type { Places } from '../api/types'
import { findProblems } from '../problems/find-problems'
import { useCreateFlow } from '../flows/use-create-flow'
import { t, translated } from '../words/t'
import { forgetAnswers, type Settled } from './answers'
import { candidatesFor, peopleWords, standingOf } from './needs'
import { answerWords } from './SettingAsk'

/** The last step of a setup: every answer in words, what is still wrong, and the flow is made. */
export function CheckStep({ template, settled, places, title, onBack }: { template: Template; settled: Settled; places: Places; title: RefObject<HTMLHeadingElement | null>; onBack: () => void }) {
  const [name, setName] = useState(translated(template.title))
  const create = useCreateFlow()
  const others = useQuery(flowsQuery).data?.flows.map((flow) => flow.name) ?? []
  const problems = useMemo(() => findProblems(template.build(settled.preset, settled.references, settled.values), places.references), [template, settled, places])
  const errors = problems.filter((each) => each.severity === 'error')
  const make = () => create.fromTemplate({ template: template.name, ...settled, name: name.trim() || translated(template.title) }, () => forgetAnswers(template.name))
  return (
    <>
      <h2 ref={title} tabIndex={-1}>{t('Check')}</h2>
      <p className="soft">{t('Nothing is made yet. This is what the flow will do; each answer can still be changed, here and later.')}</p>
      <dl className="answers">
        {template.steps.map((step, index) => (
          <div key={step.title}>
            <dt>{translated(step.title)} <Link from="/templates/$name/setup" search={{ step: index + 1 }} className="link" aria-label={t('Change: {what}', { what: translated(step.title) })}>{t('Change')}</Link></dt>
            {step.asks.map((ask) => <dd key={ask.name}>{isNeed(ask) ? <NeedAnswer need={ask} id={settled.references[ask.name]} places={places} /> : <><span className="quiet">{translated(ask.label)}:</span> {answerWords(ask, settled.values[ask.name])}</>}</dd>)}
          </div>
        ))}
      </dl>
      {problems.length === 0 ? (
        <p className="notice ok" role="status"><CircleCheck aria-hidden="true" /> {t('Everything is there. The flow can be published as it is.')}</p>
      ) : (
        <div className={`notice ${errors.length > 0 ? 'bad' : 'warn'}`} role="status">
          {errors.length > 0 ? <CircleAlert aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}
          <div>
            <p className="med">{errors.length > 0 ? t('The flow can be made like this; before it is published, this must be settled:') : t('The flow can be published; look at this before:')}</p>
            <ul>{problems.map((each) => <li key={`${each.code} ${each.nodeId} ${each.param} ${each.message}`}>{each.message}</li>)}</ul>
          </div>
        </div>
      )}
      <div className="ask">
        <label className="lab" htmlFor="setup-name">{t('Name of the flow')}</label>
        <input id="setup-name" className="field" maxLength={300} value={name} onChange={(event) => setName(event.target.value)} />
        {others.includes(name.trim()) && <p className="help">{t('A flow of this name is here already; this one gets a number behind its name.')}</p>}
      </div>
      <div className="setup-foot">
        <button type="button" className="btn" onClick={onBack}>{t('Back')}</button>
        <button type="button" className="btn solid ml-auto" disabled={create.isPending} onClick={make}>
          {errors.length === 0 ? t('Make the flow') : t('Make the flow, {count, plural, one {# point} other {# points}} open', { count: errors.length })}
        </button>
      </div>
    </>
  )
}

function NeedAnswer({ need, id, places }: { need: Parameters<typeof standingOf>[0]; id: string | undefined; places: Places }) {
  const standing = standingOf(need, id, places)
  const chosen = candidatesFor(need.kind, places).find((each) => each.id === id)
  return (
    <>
      <span className="quiet">{translated(need.label)}</span> {chosen ? `${chosen.name}, ` : ''}
      <span className={standing === 'met' ? '' : 'late'}>{chosen ? peopleWords(need.kind, chosen.people) : t('left open')}</span>
    </>
  )
}
