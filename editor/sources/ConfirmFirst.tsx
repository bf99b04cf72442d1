import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { type Source, sourcesApi, sourcesQuery } from '../api/sources'
import { t } from '../words/t'

/** Whether people who come by a source confirm their e-mail address before they are written to; changed at once. */
export function ConfirmFirst({ source }: { source: Source }) {
  const client = useQueryClient()
  const change = useMutation({ mutationFn: (isOn: boolean) => sourcesApi.setConfirmation(source.id, isOn), onSettled: () => client.invalidateQueries({ queryKey: sourcesQuery.queryKey }) })
  return (
    <div>
      <label className="flex gap-2 items-start">
        <input type="checkbox" className="check" style={{ marginTop: 2 }} checked={change.isPending ? change.variables : source.confirmsEmail} disabled={change.isPending} onChange={(event) => change.mutate(event.target.checked)} />
        <span>{t('People confirm their e-mail address first')}<span className="help block" style={{ marginTop: 1 }}>{t('They get one e-mail with a link that holds for 14 days. Until they have said yes by it, no flow writes to them by e-mail about their inquiry or with news and offers. Holds at once, for leads that come from now on.')}</span></span>
      </label>
      {change.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{change.error.message}</p>}
    </div>
  )
}
