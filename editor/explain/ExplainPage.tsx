import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { flowQuery } from '../api/queries'
import { BarTools } from '../app/BarTools'
import { FlowCrumbs } from '../flows/FlowCrumbs'
import { BoneRows, Failed } from '../parts/states'
import { FlowStory } from './FlowStory'
import { t } from '../words/t'

/** A flow in plain words, to read or to print. */
export function ExplainPage() {
  const { id } = useParams({ from: '/frame/flows/$id/explain' })
  const flow = useQuery(flowQuery(id))
  return (
    <main className="main">
      <header className="bar">
        <FlowCrumbs id={id} name={flow.data?.draft.name} here={t('In plain words')} />
        <div className="grow" />
        <BarTools />
        <button type="button" className="btn sm" onClick={() => window.print()}>
          <Printer aria-hidden="true" /> {t('Print')}
        </button>
      </header>
      <div className="page">
        {flow.data ? <FlowStory document={flow.data.draft} references={flow.data.references} /> : flow.isError ? <Failed error={flow.error} what={t('This flow')} /> : <BoneRows label={t('The flow is being read')} />}
      </div>
    </main>
  )
}
