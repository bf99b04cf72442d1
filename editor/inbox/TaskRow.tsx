import { useMutation } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useNow } from '../api/clock'
import { shortTimeWords } from '../parts/times'
import { sayError } from '../parts/toasts'
import { t } from '../words/t'
import { type Inbox, inboxApi } from '../api/inbox'

/** Something that is this person's to do. */
export function TaskRow({ task, onDone }: { task: Inbox['tasks'][number]; onDone: () => Promise<unknown> }) {
  const now = useNow()
  const finish = useMutation({ mutationFn: () => inboxApi.finish(task.id), onSuccess: onDone, onError: sayError })
  const isLate = task.dueAt <= now
  return (
    <li>
      <div className="min-w-0">
        <b className="med">{task.title}</b>
        <p className="quiet">{task.detail}</p>
        <p className={isLate ? 'late' : 'quiet'}>{isLate ? t('Was due {time}', { time: shortTimeWords(task.dueAt) }) : t('Due {time}', { time: shortTimeWords(task.dueAt) })}</p>
      </div>
      <button type="button" className="btn icon" disabled={finish.isPending} aria-label={t('Done: {task}', { task: task.title })} title={t('It is done')} onClick={() => finish.mutate()}><Check aria-hidden="true" /></button>
    </li>
  )
}
