import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Plus, Search, Workflow } from 'lucide-react'
import { flowProblemsQuery, flowsQuery } from '../api/queries'
import type { FlowRow } from '../api/types'
import { BarTools } from '../app/BarTools'
import { BoneRows, Empty, Failed } from '../parts/states'
import { useListKeys } from '../parts/use-list-keys'
import { t } from '../words/t'
import { FlowTable } from './FlowTable'
import { FlowTabs } from './FlowTabs'
import { ImportFlow } from './ImportFlow'
import { type FlowFilter, type FlowState, flowStates, sortFlows } from './sort-flows'
import { useMayEditFlows } from './use-may-edit-flows'

/** From this many on, the list can be searched. */
const searchFrom = 8

/** Every flow: what it is for, what is live, what is wrong, what runs. */
export function FlowsPage() {
  const flows = useQuery(flowsQuery)
  const mayEdit = useMayEditFlows()
  const search = useSearch({ from: '/frame/flows' })
  const navigate = useNavigate({ from: '/flows' })
  const change = (next: FlowFilter) => void navigate({ search: (old) => ({ ...old, ...next }), replace: true })
  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Flows')}</h1>
        <FlowTabs />
        <div className="grow" />
        <BarTools />
        {mayEdit && (
          <>
            <ImportFlow />
            <Link to="/templates" className="btn sm"><Plus aria-hidden="true" /> {t('New flow')}</Link>
          </>
        )}
      </header>
      <div className="page">
        {flows.isPending ? (
          <BoneRows label={t('Reading the flows')} />
        ) : flows.isError ? (
          <Failed error={flows.error} what={t('The flows')} />
        ) : flows.data.flows.length === 0 ? (
          <Empty icon={Workflow} title={t('No flow yet')} action={mayEdit && <Link to="/templates" className="btn solid"><Plus aria-hidden="true" /> {t('Choose a template')}</Link>}>
            {t('A flow says what happens to a lead, step by step, until somebody has it. Start from a template and change what you like.')}
          </Empty>
        ) : (
          <>
            {(flows.data.flows.length >= searchFrom || search.q || search.state) && <Filters filter={search} onChange={change} />}
            <FlowList flows={flows.data.flows} filter={search} onChange={change} mayEdit={mayEdit} />
          </>
        )}
      </div>
    </main>
  )
}

const stateWords: Record<FlowState, string> = { live: t('Live'), changed: t('Live, with changes in the draft'), draft: t('Draft only'), problems: t('With problems') }

function Filters({ filter, onChange }: { filter: FlowFilter; onChange: (next: FlowFilter) => void }) {
  return (
    <div className="filters">
      <label className="field small" style={{ width: 260 }}>
        <Search className="s" aria-hidden="true" />
        <input aria-label={t('Find a flow by its name or the failure that it closes')} placeholder={t('Name or failure')} value={filter.q ?? ''} maxLength={200} onChange={(event) => onChange({ q: event.target.value || undefined })} />
      </label>
      <select className="field small" style={{ width: 'auto' }} aria-label={t('State')} value={filter.state ?? ''} onChange={(event) => onChange({ state: flowStates.find((each) => each === event.target.value) })}>
        <option value="">{t('All states')}</option>
        {flowStates.map((state) => <option key={state} value={state}>{stateWords[state]}</option>)}
      </select>
    </div>
  )
}

function FlowList({ flows, filter, onChange, mayEdit }: { flows: FlowRow[]; filter: FlowFilter; onChange: (next: FlowFilter) => void; mayEdit: boolean }) {
  const navigate = useNavigate()
  const problems = useQuery(flowProblemsQuery).data?.problems
  const shown = sortFlows(flows, problems ?? {}, filter)
  const open = (flow: FlowRow | undefined) => flow && void navigate({ to: '/flows/$id', params: { id: flow.id } })
  const [at] = useListKeys(shown.length, (index) => open(shown[index]))
  if (shown.length === 0) {
    return (
      <Empty icon={Search} title={t('No flow is like that')} action={<button type="button" className="btn" onClick={() => onChange({ q: undefined, state: undefined })}>{t('Show all flows')}</button>}>
        {t('Search for a part of its name or of the failure that it closes, or choose another state.')}
      </Empty>
    )
  }
  return <FlowTable flows={shown} problems={problems} at={at} sort={filter.sort ?? 'changed'} onSort={(sort) => onChange({ sort: sort === 'changed' ? undefined : sort })} onOpen={open} mayEdit={mayEdit} />
}
