import { afterEach, expect, it, vi } from 'vitest'
import { currentFormat, type FlowDocument } from '#engine/graph/flow'
import { api } from '../api'
import { ApiError } from '../api/api-error'
import { Autosave } from './autosave'
import { createFlowStore } from './store/flow-store'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

it('what changes while a save is under way is saved by the time that somebody publishes, on the newest revision', async () => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined })
  const draft: FlowDocument = { format: 'watertight.flow', formatVersion: currentFormat, name: 'One', failurePoint: '', concurrency: 'allow', notes: [], groups: [], nodes: [], edges: [] }
  const store = createFlowStore(draft, 1)
  const autosave = new Autosave('flow', store, () => undefined)
  const saved: string[] = []
  let rev = 1
  let answer: () => void = () => undefined
  vi.spyOn(api, 'saveDraft').mockImplementation(async (_id, document, base) => {
    if (base !== rev) throw new ApiError(409, 'draft-changed', 'Somebody else has changed it.')
    rev += 1
    const now = rev
    saved.push(document.name)
    if (saved.length === 1) await new Promise<void>((resolve) => (answer = resolve))
    return { rev: now } as Awaited<ReturnType<typeof api.saveDraft>>
  })

  store.setState({ document: { ...draft, name: 'Two' } })
  const first = autosave.saveNow()
  await Promise.resolve()
  store.setState({ document: { ...draft, name: 'Three' } })
  const beforePublishing = autosave.saveNow()
  answer()
  await Promise.all([first, beforePublishing])
  expect(saved).toEqual(['Two', 'Three'])
  expect([store.getState().rev, store.getState().save.kind]).toEqual([rev, 'saved'])
})
