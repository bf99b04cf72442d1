import { currentFormat, type FlowDocument } from '#engine/graph/flow'
import { registry } from '../nodes/registry'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../api'
import { flowsQuery } from '../api/queries'
import { sayError, useToasts } from '../parts/toasts'
import { t } from '../words/t'

function emptyFlow(): FlowDocument {
  return {
    format: 'watertight.flow',
    formatVersion: currentFormat,
    name: t('New flow'),
    failurePoint: '',
    concurrency: 'allow',
    nodes: [{ id: 'start', type: 'event-trigger', label: t('A lead arrives'), params: registry['event-trigger']?.params.parse({}) as Record<string, unknown>, position: { x: 0, y: 0 } }],
    edges: [],
    notes: [],
    groups: [],
  }
}

/** Makes a flow and opens it: an empty one, from a file, or from a template. */
export function useCreateFlow() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const create = useMutation({
    mutationFn: ({ make }: { make: () => Promise<{ id: string }>; from?: 'template' | 'file'; after?: () => void }) => make(),
    onSuccess: async ({ id }, { from, after }) => {
      void client.invalidateQueries({ queryKey: flowsQuery.queryKey })
      await navigate({ to: '/flows/$id', params: { id }, search: { made: from } })
      after?.()
    },
    onError: sayError,
  })
  return {
    isPending: create.isPending,
    empty: () => create.mutate({ make: () => api.createFlow(emptyFlow()) }),
    fromFile: (document: FlowDocument) =>
      create.mutate({
        make: async () => {
          const made = await api.importFlow(document)
          if (made.name !== document.name) useToasts.getState().say(t('A flow “{name}” is here already; this one is called “{made}”.', { name: document.name, made: made.name }))
          return made
        },
        from: 'file',
      }),
    /** `after` is done once the flow is there and shown. */
    fromTemplate: (input: Parameters<typeof api.createFromTemplate>[0], after: () => void) => create.mutate({ make: () => api.createFromTemplate(input), from: 'template', after }),
  }
}
