import { useQuery } from '@tanstack/react-query'
import { BookOpenCheck } from 'lucide-react'
import { useState } from 'react'
import { templatesQuery } from '../api/queries'
import type { Template } from '../api/types'
import { Failed } from '../parts/states'
import { useCreateFlow } from './use-create-flow'

/** Flows that close a known failure, ready to start from. */
export function TemplateList() {
  const templates = useQuery(templatesQuery)
  if (templates.isError) return <Failed error={templates.error} what="The templates" onRetry={() => void templates.refetch()} />
  if (!templates.data || templates.data.templates.length === 0) return null
  return (
    <section className="templates" aria-labelledby="templates-title">
      <h2 id="templates-title">Start from a template</h2>
      <ul>
        {templates.data.templates.map((template) => (
          <TemplateCard key={template.name} template={template} />
        ))}
      </ul>
    </section>
  )
}

function TemplateCard({ template }: { template: Template }) {
  const [preset, setPreset] = useState(template.presets[0]?.name ?? '')
  const create = useCreateFlow()
  return (
    <li className="template">
      <h3>{template.title}</h3>
      <p className="soft">{template.story}</p>
      <p className="failure">
        <BookOpenCheck className="s" aria-hidden="true" />
        <span>Closes: {template.failurePoint}</span>
      </p>
      <div className="flex items-center gap-2 mt-auto pt-1">
        {template.presets.length > 1 && (
          <select className="field small" aria-label={`Settings for ${template.title}`} value={preset} onChange={(event) => setPreset(event.target.value)}>
            {template.presets.map((each) => (
              <option key={each.name} value={each.name}>{each.title}</option>
            ))}
          </select>
        )}
        <button type="button" className="btn sm" disabled={create.isPending} onClick={() => create.fromTemplate(template.name, preset)}>
          {template.isUsed ? 'Use again' : 'Use'}
        </button>
      </div>
    </li>
  )
}
