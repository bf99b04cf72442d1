import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { type DoNotContactEntry, doNotContactApi } from '../api/do-not-contact'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'

/** Takes somebody off the list, with why. */
export function RemoveEntrySheet({ entry, onClose }: { entry: DoNotContactEntry; onClose: () => void }) {
  const client = useQueryClient()
  const [why, setWhy] = useState('')
  const remove = useMutation({
    mutationFn: () => doNotContactApi.remove(entry.id, why),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['do-not-contact'] })
      onClose()
    },
  })
  return (
    <Sheet
      title={t('Take {value} off the list?', { value: entry.value })}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Leave it there')}</button>
          <button type="submit" form="remove-entry" className="btn danger" disabled={remove.isPending}>{t('Take it off')}</button>
        </>
      }
    >
      <form id="remove-entry" className="stack" onSubmit={(event) => { event.preventDefault(); remove.mutate() }}>
        <p>{t('What they have agreed to holds again from then on. Messages that were given up stay given up.')}</p>
        <div>
          <label className="lab" htmlFor="remove-why">{t('Why')}</label>
          <input id="remove-why" className="field" required maxLength={300} value={why} onChange={(event) => setWhy(event.target.value)} />
        </div>
        {remove.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{remove.error.message}</p>}
      </form>
    </Sheet>
  )
}
