import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Plus, Workflow } from 'lucide-react'
import { CommandButton } from '../app/CommandButton'
import { flowsQuery } from '../api/queries'
import type { FlowRow } from '../api/types'
import { BoneRows, Empty, Failed } from '../parts/states'
import { useListKeys } from '../parts/use-list-keys'
import { FlowTable } from './FlowTable'
import { ImportFlow } from './ImportFlow'
import { TemplateList } from './TemplateList'
import { useCreateFlow } from './use-create-flow'
import { useMayEditFlows } from './use-may-edit-flows'

export function FlowsPage() {
  const flows = useQuery(flowsQuery)
  const create = useCreateFlow()
  const mayEdit = useMayEditFlows()
  return (
    <main className="main">
      <header className="bar">
        <h1>Flows</h1>
        {flows.data && <span className="quiet num">{flows.data.flows.length}</span>}
        <div className="grow" />
        <CommandButton />
        {mayEdit && (
          <>
            <ImportFlow />
            <button type="button" className="btn sm" onClick={create.empty} disabled={create.isPending}>
              <Plus aria-hidden="true" /> New flow
            </button>
          </>
        )}
      </header>
      <div className="page">
        {flows.isPending ? <BoneRows label="Reading the flows" /> : flows.isError ? <Failed error={flows.error} what="The flows" onRetry={() => void flows.refetch()} /> : <FlowList flows={flows.data.flows} />}
        {flows.isSuccess && mayEdit && <TemplateList />}
      </div>
    </main>
  )
}

function FlowList({ flows }: { flows: FlowRow[] }) {
  const navigate = useNavigate()
  const open = (flow: FlowRow | undefined) => flow && void navigate({ to: '/flows/$id', params: { id: flow.id } })
  const [at] = useListKeys(flows.length, (index) => open(flows[index]))
  if (flows.length === 0) {
    return (
      <Empty icon={Workflow} title="No flow yet">
        A flow says what happens to a lead, step by step, until somebody has it. Start from a template below and change what you like.
      </Empty>
    )
  }
  return <FlowTable flows={flows} at={at} onOpen={open} />
}
