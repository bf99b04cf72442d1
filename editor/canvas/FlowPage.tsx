import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { flowQuery } from '../api/queries'
import { Failed } from '../parts/states'
import { CanvasBones } from './CanvasBones'
import { useMayEditFlows } from '../flows/use-may-edit-flows'
import { FlowEditor } from './FlowEditor'
import { FlowLook } from './FlowLook'
import { t } from '../words/t'

/** How often the numbers on the cards are renewed. The draft itself is not read again: the editor has the newest. */
const countsEveryMs = 10_000

/** The page of one flow. The editor is made anew for each flow: nothing of one may reach another. */
export function FlowPage() {
  const { id } = useParams({ from: '/frame/flows/$id' })
  const { restore } = useSearch({ from: '/frame/flows/$id' })
  // Never opened from what was read earlier: an editor that begins with an old draft could only end in a conflict.
  const flow = useQuery({ ...flowQuery(id), gcTime: 0, refetchInterval: countsEveryMs })
  const mayEdit = useMayEditFlows()
  if (flow.data) return mayEdit ? <FlowEditor key={id} detail={flow.data} restore={restore} /> : <FlowLook key={id} detail={flow.data} />
  return (
    <main className="main">
      <header className="bar" />
      {flow.isError ? <Failed error={flow.error} what={t('This flow')} /> : <CanvasBones />}
    </main>
  )
}
