import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { channelsApi, sendRatesQuery } from '../api/channels'
import { t } from '../words/t'

/** How many e-mails may go within a second, and how many wait for their turn. */
export function PacePart() {
  const client = useQueryClient()
  const rates = useQuery(sendRatesQuery)
  const [wish, setWish] = useState<string>()
  const save = useMutation({
    mutationFn: (perSecond: number | null) => channelsApi.setMailRate(perSecond),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: sendRatesQuery.queryKey })
      setWish(undefined)
    },
  })
  const now = rates.data?.email
  const text = wish ?? (now?.perSecond == null ? '' : String(now.perSecond))
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(text.trim() === '' ? null : Number(text))
      }}
    >
      <div>
        <label className="lab" htmlFor="mail-pace">{t('At most so many a second')}</label>
        <p className="quiet">{t('What your mail server allows. Empty: as fast as can be. When more is due, the most urgent go first and the others wait for their turn.')}</p>
      </div>
      <div className="flex gap-2 items-center">
        <input id="mail-pace" className="field small num" type="number" min={0.1} max={1_000} step="any" style={{ width: 110 }} value={text} disabled={rates.isPending} onChange={(event) => setWish(event.target.value)} />
        <button type="submit" className="btn" disabled={wish === undefined || save.isPending}>{t('Keep this pace')}</button>
        {now && now.waiting > 0 && <span className="soft" role="status">{t('{waiting, plural, one {# waits} other {# wait}} for their turn', { waiting: now.waiting })}</span>}
      </div>
      {(save.error ?? rates.error) && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{(save.error ?? rates.error)?.message}</p>}
    </form>
  )
}
