import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronRight, FilePlus2, LayoutTemplate, Search } from 'lucide-react'
import { useState } from 'react'
import type { Template } from '#templates/template'
import { templates } from '#templates/templates'
import { flowsQuery, placesQuery } from '../api/queries'
import type { FlowRow, Places } from '../api/types'
import { BarTools } from '../app/BarTools'
import { ImportFlow } from '../flows/ImportFlow'
import { useCreateFlow } from '../flows/use-create-flow'
import { useMayEditFlows } from '../flows/use-may-edit-flows'
import { matchWords } from '../parts/match-words'
import { Empty, Failed } from '../parts/states'
import { t, translated } from '../words/t'
import { Closes } from './Closes'
import { FlowPicture } from './FlowPicture'
import { NeedList } from './NeedList'

/** From this many on, there is a field to search them. */
const searchFrom = 7

/** Ways to begin a flow: empty, or from a template that closes a known failure. */
export function GalleryPage() {
  const places = useQuery(placesQuery)
  const flows = useQuery(flowsQuery)
  const mayEdit = useMayEditFlows()
  const [typed, setTyped] = useState('')
  const shown = templates.filter((each) => matchWords(translated(each.title), typed, [translated(each.tagline), translated(each.failurePoint), each.figure.name]) > 0)
  return (
    <main className="main">
      <header className="bar">
        <nav className="crumbs" aria-label={t('Where you are')}>
          <Link to="/flows">{t('Flows')}</Link>
          <ChevronRight className="s" aria-hidden="true" />
          <h1>{mayEdit ? t('New flow') : t('Templates')}</h1>
        </nav>
        <div className="grow" />
        <BarTools />
        {mayEdit && <ImportFlow />}
      </header>
      <div className="page">
        <div className="gallery">
          <div className="gallery-head">
            <p className="soft">{t('Each template closes a failure that was seen in real pipelines. Set up in a few questions; everything can be changed afterwards.')}</p>
            {templates.length >= searchFrom && (
              <label className="field small" style={{ width: 260 }}>
                <Search className="s" aria-hidden="true" />
                <input aria-label={t('Find a template')} placeholder={t('Find a template')} value={typed} onChange={(event) => setTyped(event.target.value)} />
              </label>
            )}
          </div>
          {places.isError && <Failed error={places.error} what={t('What your workspace has')} />}
          <ul className="gallery-list">
            {mayEdit && typed === '' && <EmptyFlowCard />}
            {shown.map((template) => (
              <TemplateCard key={template.name} template={template} places={places.data} used={flows.data?.flows.filter((flow) => flow.template === template.name) ?? []} mayEdit={mayEdit} />
            ))}
          </ul>
          {shown.length === 0 && <Empty icon={Search} title={t('No template is like that')} action={<button type="button" className="btn" onClick={() => setTyped('')}>{t('Show all templates')}</button>} />}
        </div>
      </div>
    </main>
  )
}

function EmptyFlowCard() {
  const create = useCreateFlow()
  return (
    <li className="template">
      <div className="template-picture empty-picture"><FilePlus2 aria-hidden="true" /></div>
      <div className="template-body">
        <h2>{t('Empty flow')}</h2>
        <p className="soft">{t('Begin with “A lead arrives” and put in each step yourself.')}</p>
      </div>
      <div className="template-foot">
        <button type="button" className="btn sm" disabled={create.isPending} onClick={create.empty}>{t('Start empty')}</button>
      </div>
    </li>
  )
}

function TemplateCard({ template, places, used, mayEdit }: { template: Template; places: Places | undefined; used: FlowRow[]; mayEdit: boolean }) {
  const title = translated(template.title)
  return (
    <li className="template">
      <Link to="/templates/$name" params={{ name: template.name }} className="template-picture" tabIndex={-1} aria-hidden="true"><FlowPicture flow={template.flow} /></Link>
      <div className="template-body">
        <h2><Link to="/templates/$name" params={{ name: template.name }}>{title}</Link></h2>
        <p className="soft">{translated(template.tagline)}</p>
        <Closes failurePoint={translated(template.failurePoint)} figure={{ ...template.figure, name: translated(template.figure.name) }} />
        <NeedList template={template} places={places} />
      </div>
      <div className="template-foot">
        {mayEdit && <Link to="/templates/$name/setup" params={{ name: template.name }} search={{ step: 1 }} className="btn sm solid" aria-label={t('Set up “{title}”', { title })}>{t('Set up')}</Link>}
        <Link to="/templates/$name" params={{ name: template.name }} className="btn sm" aria-label={t('Look at it: {title}', { title })}>{t('Look at it')}</Link>
        {used.length > 0 && <span className="quiet"><LayoutTemplate className="s" aria-hidden="true" /> {t('{count, plural, one {# flow here} other {# flows here}}', { count: used.length })}</span>}
      </div>
    </li>
  )
}
