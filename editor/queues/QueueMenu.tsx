import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CircleAlert, MoreHorizontal, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type QueueRow, queuesApi, queuesQuery } from '../api/queues'
import { announce } from '../parts/announcements'
import { Menu } from '../parts/Menu'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'

/** What is seldom done to a queue: deleting it. */
export function QueueMenu({ queue }: { queue: QueueRow }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const remove = useMutation({
    mutationFn: () => queuesApi.remove(queue.id),
    onSuccess: async () => {
      announce(t('The queue is deleted.'))
      client.setQueryData(queuesQuery.queryKey, (old) => old && { ...old, queues: old.queues.filter(({ id }) => id !== queue.id) })
      await navigate({ to: '/records/queues' })
    },
  })
  const close = () => {
    setAsked(false)
    remove.reset()
  }
  return (
    <>
      <Menu label={t('More')} className="btn sm icon plain" button={<MoreHorizontal aria-hidden="true" />} items={[{ key: 'delete', words: t('Delete'), icon: <Trash2 className="s" aria-hidden="true" />, onChoose: () => setAsked(true) }]} />
      {isAsked && (
        <Sheet
          title={t('Delete “{name}”?', { name: queue.name })}
          onClose={close}
          foot={
            <>
              <button type="button" className="btn" onClick={close}>{t('Keep it')}</button>
              <button type="button" className="btn danger" disabled={remove.isPending} onClick={() => remove.mutate()}>{t('Delete it')}</button>
            </>
          }
        >
          <p>{queue.waiting === 0 && queue.flows.length === 0 ? t('Nothing waits there, and no published flow puts leads there.') : t('Only a queue in which nothing waits and that no published flow names can be deleted.')}</p>
          {remove.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{remove.error.message}</p>}
        </Sheet>
      )}
    </>
  )
}
