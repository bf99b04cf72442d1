import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Trash2, Undo2 } from 'lucide-react'
import { api } from '../api'
import { deletedFlowsQuery, flowsQuery } from '../api/queries'
import type { DeletedFlow } from '../api/types'
import { BarTools } from '../app/BarTools'
import { BoneRows, Empty, Failed } from '../parts/states'
import { Ago } from '../parts/Time'
import { sayError, useToasts } from '../parts/toasts'
import { t } from '../words/t'
import { FlowTabs } from './FlowTabs'
import { useMayEditFlows } from './use-may-edit-flows'

/** Flows that were deleted, each to be brought back. */
export function DeletedFlowsPage() {
  const deleted = useQuery(deletedFlowsQuery)
  const mayEdit = useMayEditFlows()
  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Flows')}</h1>
        <FlowTabs />
        <div className="grow" />
        <BarTools />
      </header>
      <div className="page">
        {deleted.isPending ? (
          <BoneRows label={t('Reading the deleted flows')} />
        ) : deleted.isError ? (
          <Failed error={deleted.error} what={t('The deleted flows')} />
        ) : deleted.data.flows.length === 0 ? (
          <Empty icon={Trash2} title={t('No flow was deleted')}>{t('A flow that somebody deletes stands here with all its versions, and can be brought back.')}</Empty>
        ) : (
          <table className="list-table">
            <thead>
              <tr>
                <th>{t('Flow')}</th>
                <th style={{ width: '30%' }}>{t('When it comes back')}</th>
                <th className="r" style={{ width: 140 }}>{t('Deleted')}</th>
                {mayEdit && <th style={{ width: 150 }}><span className="sr-only">{t('Bring back')}</span></th>}
              </tr>
            </thead>
            <tbody>{deleted.data.flows.map((flow) => <Row key={flow.id} flow={flow} mayEdit={mayEdit} />)}</tbody>
          </table>
        )}
      </div>
    </main>
  )
}

function Row({ flow, mayEdit }: { flow: DeletedFlow; mayEdit: boolean }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const say = useToasts((state) => state.say)
  const restore = useMutation({
    mutationFn: () => api.restoreFlow(flow.id),
    onSuccess: async () => {
      say(flow.wasPublished ? t('“{name}” is back, and live again.', { name: flow.name }) : t('“{name}” is back, as a draft.', { name: flow.name }))
      await client.invalidateQueries({ queryKey: flowsQuery.queryKey })
      await navigate({ to: '/flows/$id', params: { id: flow.id } })
    },
    onError: sayError,
  })
  return (
    <tr>
      <td><span className="med">{flow.name}</span></td>
      <td className="quiet">{flow.wasPublished ? t('It is live again at once') : t('It is a draft')}</td>
      <td className="r quiet">{flow.deletedAt !== null && <Ago at={flow.deletedAt} />}</td>
      {mayEdit && (
        <td className="r">
          <button type="button" className="btn xs" disabled={restore.isPending} onClick={() => restore.mutate()} aria-label={t('Bring back {name}', { name: flow.name })}>
            <Undo2 className="xs" aria-hidden="true" /> {t('Bring back')}
          </button>
        </td>
      )}
    </tr>
  )
}
