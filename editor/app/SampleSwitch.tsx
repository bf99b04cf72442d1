import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Sprout } from 'lucide-react'
import { api } from '../api'
import { sampleQuery } from '../api/queries'
import { sayError } from '../parts/toasts'
import { t } from '../words/t'

/** Lets invented leads arrive, so that a new workspace has something to show. Only in a sample workspace. */
export function SampleSwitch({ isFolded }: { isFolded: boolean }) {
  const client = useQueryClient()
  const { data } = useQuery(sampleQuery)
  const change = useMutation({
    mutationFn: api.setSample,
    onSuccess: (sample) => client.setQueryData(sampleQuery.queryKey, sample),
    onError: sayError,
  })
  if (!data) return null
  const isOn = change.isPending ? change.variables : data.on

  if (isFolded) {
    const words = isOn ? t('Stop sending sample leads') : t('Send sample leads')
    return (
      <button type="button" className={`rail-link ${isOn ? 'on' : ''}`} title={words} aria-label={words} aria-pressed={isOn} onClick={() => change.mutate(!isOn)}>
        <Sprout aria-hidden="true" />
      </button>
    )
  }
  return (
    <div className="rail-sample">
      <label>
        {t('Send sample leads')}
        <input type="checkbox" role="switch" className="switch" aria-checked={isOn} checked={isOn} onChange={(event) => change.mutate(event.target.checked)} />
      </label>
      <p className="num">{data.sent === 0 ? t('Invented leads, at most {limit}', { limit: data.limit }) : t('{sent} of {limit} sent', { sent: data.sent, limit: data.limit })}</p>
    </div>
  )
}
