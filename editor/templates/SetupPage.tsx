import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Check, LayoutTemplate } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { isNeed, type Template } from '#templates/template'
import { findTemplate } from '#templates/templates'
import { placesQuery } from '../api/queries'
import type { Places } from '../api/types'
import { BarTools } from '../app/BarTools'
import { useMayEditFlows } from '../flows/use-may-edit-flows'
import { BoneRows, Empty, Failed } from '../parts/states'
import { t, translated } from '../words/t'
import { answer, choosePreset, type Settled, settle, useAnswers } from './answers'
import { CheckStep } from './CheckStep'
import { NeedAsk } from './NeedAsk'
import { SettingAsk } from './SettingAsk'
import { NoTemplate, TemplateCrumbs } from './TemplatePage'

/** A template is set up in a few questions; nothing is made before the last. */
export function SetupPage() {
  const { name } = useParams({ from: '/frame/templates/$name/setup' })
  const template = findTemplate(name)
  const places = useQuery(placesQuery)
  const mayEdit = useMayEditFlows()
  return (
    <main className="main">
      <header className="bar">
        <TemplateCrumbs here={t('Set up')} of={template} />
        <div className="grow" />
        <BarTools />
      </header>
      <div className="page">
        {!template ? (
          <NoTemplate />
        ) : !mayEdit ? (
          <Empty icon={LayoutTemplate} title={t('Flows are made by revenue operations')}>{t('Ask them to set this template up.')}</Empty>
        ) : places.data ? (
          <Setup template={template} places={places.data} />
        ) : places.isError ? (
          <Failed error={places.error} what={t('What your workspace has')} />
        ) : (
          <BoneRows label={t('What your workspace has is being read')} />
        )}
      </div>
    </main>
  )
}

function Setup({ template, places }: { template: Template; places: Places }) {
  const navigate = useNavigate({ from: '/templates/$name/setup' })
  const last = template.steps.length + 1
  const step = Math.min(useSearch({ from: '/frame/templates/$name/setup' }).step, last)
  const answers = useAnswers(({ of }) => of[template.name])
  const settled = settle(template, answers ?? {}, places)
  const go = (to: number) => void navigate({ search: { step: to } })
  const title = useRef<HTMLHeadingElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current !== step) title.current?.focus()
    shown.current = step
  }, [step])
  const asked = template.steps[step - 1]

  return (
    <>
      <ol className="import-steps" aria-label={t('Steps of the setup')}>
        {[...template.steps.map((each) => translated(each.title)), t('Check')].map((words, index) => (
          <li key={words} className={index + 1 === step ? 'on' : index + 1 < step ? 'past' : ''} aria-current={index + 1 === step ? 'step' : undefined}>
            <i aria-hidden="true">{index + 1 < step ? <Check /> : index + 1}</i>
            <Link from="/templates/$name/setup" search={{ step: index + 1 }}>{words}</Link>
          </li>
        ))}
      </ol>
      <div className="setup">
        {asked ? (
          <>
            <h2 ref={title} tabIndex={-1}>{translated(asked.title)}</h2>
            <p className="soft">{translated(asked.help)}</p>
            {step === 1 && <Presets template={template} settled={settled} />}
            {asked.asks.map((ask) =>
              isNeed(ask) ? (
                <NeedAsk key={ask.name} need={ask} value={settled.references[ask.name] ?? ''} places={places} onChange={(id) => answer(template.name, { references: { [ask.name]: id } })} />
              ) : (
                <SettingAsk key={ask.name} setting={ask} value={settled.values[ask.name]} onChange={(value) => answer(template.name, { values: { [ask.name]: value } })} />
              ),
            )}
            <div className="setup-foot">
              {step > 1 && <button type="button" className="btn" onClick={() => go(step - 1)}>{t('Back')}</button>}
              <button type="button" className="btn plain ml-auto" onClick={() => go(last)}>{t('The rest as recommended')}</button>
              <button type="button" className="btn solid" onClick={() => go(step + 1)}>{t('Next')}</button>
            </div>
          </>
        ) : (
          <CheckStep template={template} settled={settled} places={places} title={title} onBack={() => go(step - 1)} />
        )}
      </div>
    </>
  )
}

/** Where the settings begin. */
function Presets({ template, settled }: { template: Template; settled: Settled }) {
  if (template.presets.length < 2) return null
  return (
    <fieldset className="ask">
      <legend className="lab">{t('Begin with')}</legend>
      <div className="choices">
        {template.presets.map((preset, index) => (
          <label key={preset.name}>
            <input type="radio" className="radio" name="preset" checked={preset.name === settled.preset} onChange={() => choosePreset(template.name, preset.name)} />
            {translated(preset.title)}
            {index === 0 && <span className="quiet ml-auto">{t('recommended')}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
