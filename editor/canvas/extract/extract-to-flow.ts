import { api } from '../../api'
import { sayError, useToasts } from '../../parts/toasts'
import { t } from '../../words/t'
import type { FlowStore } from '../store/flow-store'
import { extractSteps } from './extract-steps'

/** Makes the chosen steps a flow of their own, a draft, and puts one step in their place, as one step of undo. Says in words why not. */
export async function extractToFlow(store: FlowStore): Promise<void> {
  const { document, selected } = store.getState()
  const made = extractSteps(document, selected.nodes)
  if (!made.ok) return useToasts.getState().say(made.words, 'bad')
  try {
    const { id } = await api.createFlow(made.flow)
    // What was changed while the server made it is kept: the steps are found anew.
    const now = store.getState().document
    const again = now === document ? made : extractSteps(now, selected.nodes)
    if (!again.ok) return useToasts.getState().say(again.words, 'bad')
    store.getState().change(() => again.without(id))
    store.getState().select([again.step])
    useToasts.getState().say(t('“{name}” is a flow of its own now, a draft. Publish it, then this flow; say here what happens if it fails or takes too long.', { name: made.flow.name }))
  } catch (error) {
    sayError(error)
  }
}
