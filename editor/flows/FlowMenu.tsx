import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Copy, Ellipsis, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { api } from '../api'
import { flowsQuery } from '../api/queries'
import type { FlowRow } from '../api/types'
import { Menu } from '../parts/Menu'
import { Sheet } from '../parts/Sheet'
import { sayError, useToasts } from '../parts/toasts'
import { t } from '../words/t'

/** What can be done with a flow from the list. */
export function FlowMenu({ flow }: { flow: FlowRow }) {
  const client = useQueryClient()
  const say = useToasts((state) => state.say)
  const [isAsked, setAsked] = useState(false)
  const act = useMutation({
    mutationFn: ({ run }: { run: () => Promise<unknown>; words: string }) => run(),
    onSuccess: (_, { words }) => {
      say(words)
      return client.invalidateQueries({ queryKey: flowsQuery.queryKey })
    },
    onError: sayError,
  })
  const remove = () => {
    setAsked(false)
    act.mutate({ run: () => api.deleteFlow(flow.id), words: t('“{name}” was deleted. It can be brought back under “Deleted”.', { name: flow.name }) })
  }
  const duplicate = () => act.mutate({ run: () => api.duplicateFlow(flow.id), words: t('“{name}” was copied. Nothing starts the copy until it is published.', { name: flow.name }) })
  return (
    <>
      <Menu
        label={t('More about {name}', { name: flow.name })}
        button={<Ellipsis aria-hidden="true" />}
        className="btn icon xs plain"
        items={[
          { key: 'copy', words: t('Make a copy'), icon: <Copy aria-hidden="true" />, onChoose: duplicate },
          // A draft that nothing starts is only put aside; for one that is live people are told first what it means.
          { key: 'delete', words: t('Delete'), icon: <Trash2 aria-hidden="true" />, onChoose: () => (flow.published ? setAsked(true) : remove()) },
        ]}
      />
      {isAsked && (
        <Sheet
          title={t('Delete “{name}”?', { name: flow.name })}
          onClose={() => setAsked(false)}
          foot={
            <>
              <button type="button" className="btn" onClick={() => setAsked(false)}>{t('Keep it')}</button>
              <button type="button" className="btn danger" onClick={remove}>{t('Delete the flow')}</button>
            </>
          }
        >
          <p>{t('Version {version} is live. From now on nothing starts it: leads that arrive are kept, and this flow does nothing for them.', { version: flow.published?.version ?? 0 })}</p>
          <p>{t('{count, plural, =0 {No run is under way.} one {# run is under way and goes on to its end.} other {# runs are under way and go on to their end.}}', { count: flow.runs.open })} {t('You can bring the flow back under “Deleted”.')}</p>
        </Sheet>
      )}
    </>
  )
}
