import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { BookOpenText, ChevronRight, LayoutTemplate, Workflow } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Template } from '#templates/template'
import { findTemplate } from '#templates/templates'
import { placesQuery } from '../api/queries'
import type { Places } from '../api/types'
import { BarTools } from '../app/BarTools'
import { LookCanvas } from '../canvas/FlowLook'
import { FlowStory } from '../explain/FlowStory'
import { useMayEditFlows } from '../flows/use-may-edit-flows'
import { BoneRows, Empty, Failed } from '../parts/states'
import { t, translated } from '../words/t'
import { Closes } from './Closes'
import { NeedList } from './NeedList'
import { needsOf, recommended } from './needs'

/** A template to look at: its flow as it would stand here, its story, and what it needs. */
export function TemplatePage() {
  const { name } = useParams({ from: '/frame/templates/$name' })
  const template = findTemplate(name)
  const places = useQuery(placesQuery)
  const mayEdit = useMayEditFlows()
  return (
    <main className="main">
      <header className="bar">
        <TemplateCrumbs here={template ? translated(template.title) : t('Template')} />
        <div className="grow" />
        <BarTools />
        {template && mayEdit && <Link to="/templates/$name/setup" params={{ name }} search={{ step: 1 }} className="btn sm solid">{t('Set up')}</Link>}
      </header>
      {!template ? <NoTemplate /> : places.data ? <Look template={template} places={places.data} /> : places.isError ? <Failed error={places.error} what={t('This template')} /> : <BoneRows label={t('The template is being read')} />}
    </main>
  )
}

export function TemplateCrumbs({ here, of }: { here: string; of?: Template }) {
  return (
    <nav className="crumbs" aria-label={t('Where you are')}>
      <Link to="/flows">{t('Flows')}</Link>
      <ChevronRight className="s" aria-hidden="true" />
      <Link to="/templates">{t('Templates')}</Link>
      <ChevronRight className="s" aria-hidden="true" />
      {of && (
        <>
          <Link to="/templates/$name" params={{ name: of.name }} className="truncate">{translated(of.title)}</Link>
          <ChevronRight className="s" aria-hidden="true" />
        </>
      )}
      <h1>{here}</h1>
    </nav>
  )
}

export function NoTemplate() {
  return <Empty icon={LayoutTemplate} title={t('There is no such template')} action={<Link to="/templates" className="btn">{t('See all templates')}</Link>} />
}

function Look({ template, places }: { template: Template; places: Places }) {
  const [view, setView] = useState<'canvas' | 'words'>('canvas')
  const document = useMemo(() => template.build(template.presets[0]?.name ?? '', recommended(template, places)), [template, places])
  return (
    <div className="template-look">
      <div className="template-view">
        <fieldset className="seg" aria-label={t('Shown as')}>
          <button type="button" aria-pressed={view === 'canvas'} onClick={() => setView('canvas')}><Workflow className="s" aria-hidden="true" /> {t('Flow')}</button>
          <button type="button" aria-pressed={view === 'words'} onClick={() => setView('words')}><BookOpenText className="s" aria-hidden="true" /> {t('In plain words')}</button>
        </fieldset>
        {view === 'canvas' ? <LookCanvas document={document} references={places.references} /> : <div className="page"><FlowStory document={document} references={places.references} /></div>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls and holds no link, so the keyboard must reach it */}
      <aside className="template-about" aria-label={t('About this template')} tabIndex={0}>
        <h2>{t('What it does')}</h2>
        <p>{translated(template.story)}</p>
        <Closes failurePoint={translated(template.failurePoint)} figure={{ ...template.figure, name: translated(template.figure.name) }} />
        {needsOf(template).length > 0 && <h2>{t('What it needs')}</h2>}
        <NeedList template={template} places={places} />
        <h2>{t('What you are asked')}</h2>
        <ul className="asked">
          {template.steps.map((step) => <li key={step.title}><b className="med">{translated(step.title)}.</b> {translated(step.help)}</li>)}
        </ul>
      </aside>
    </div>
  )
}
