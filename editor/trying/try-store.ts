import type { FlowDocument } from '#engine/graph/flow'
import { create } from 'zustand'
import { ApiError } from '../api/api-error'
import { type Command, type Scenario, type ScenarioAct, type SessionState, type TraceEntry, trying, type World } from '../api/trying'
import type { RunDetail } from '../api/types'
import type { ChosenStep } from '../runs/chosen-step'

/** A flow that is being tried out. */
export interface Trying {
  flowId: string
  /** The flow as it was when the trying began. */
  document: FlowDocument
  world: World
  scenario: Scenario
  sessionId: string
  state: SessionState
  /** Null while nothing has been started. */
  run: RunDetail | null
  entries: TraceEntry[]
  /** What was done, to do it again when it is saved. */
  acts: ScenarioAct[]
}

interface TryState {
  open: Trying | undefined
  chosen: ChosenStep | undefined
  isBusy: boolean
  error: Error | undefined
  /** It ended by itself, or the server knows nothing of it any more. */
  isLost: boolean
  begin(input: { flowId: string; document: FlowDocument; scenario: Scenario; world: World }): Promise<void>
  act(command: Command, act?: DistributiveOmit<ScenarioAct, 'afterMs'>): Promise<void>
  /** Reads how it stands, after somebody said that it has moved. */
  refresh(): Promise<void>
  choose(step: ChosenStep | undefined): void
  end(): Promise<void>
}

type DistributiveOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never

const maxEntries = 2_000
const idle = { open: undefined, chosen: undefined, isBusy: false, error: undefined, isLost: false }

/** The trying out that is under way on this page, at most one. */
export const useTry = create<TryState>()((set, get) => {
  async function look(sessionId: string, cursor: number, entries: TraceEntry[]): Promise<Pick<Trying, 'state' | 'run' | 'entries'>> {
    const state = await trying.state(sessionId, cursor)
    return { state, run: await trying.run(sessionId), entries: [...entries, ...state.entries].slice(-maxEntries) }
  }

  function failed(error: unknown): void {
    const isGone = error instanceof ApiError && error.code === 'not-found' && get().open !== undefined
    set({ isBusy: false, isLost: isGone || get().isLost, error: isGone ? undefined : error instanceof Error ? error : new Error(String(error)) })
  }

  return {
    ...idle,
    async begin({ flowId, document, scenario, world }) {
      const before = get().open
      set({ ...idle, isBusy: true })
      try {
        if (before) await trying.end(before.sessionId).catch(() => undefined)
        const { id, ...state } = await trying.begin({ flowId, document, scenario, world })
        set({ open: { flowId, document, world, scenario, sessionId: id, state, run: await trying.run(id), entries: state.entries, acts: [] }, isBusy: false })
      } catch (error) {
        failed(error)
      }
    },
    async act(command, act) {
      const { open } = get()
      if (!open) return
      set({ isBusy: true, error: undefined })
      try {
        const afterMs = open.state.clock - open.scenario.startAt
        await trying.command(open.sessionId, command)
        const looked = await look(open.sessionId, open.state.cursor, open.entries)
        const acts = act ? [...open.acts, { ...act, afterMs } as ScenarioAct] : open.acts
        if (get().open?.sessionId === open.sessionId) set({ open: { ...open, ...looked, acts }, chosen: undefined, isBusy: false })
      } catch (error) {
        failed(error)
      }
    },
    async refresh() {
      const { open, isBusy } = get()
      if (!open || isBusy) return
      try {
        const looked = await look(open.sessionId, open.state.cursor, open.entries)
        const now = get().open
        if (now?.sessionId === open.sessionId && now.state.cursor <= looked.state.cursor) set({ open: { ...now, ...looked } })
      } catch (error) {
        failed(error)
      }
    },
    choose: (chosen) => set({ chosen }),
    async end() {
      const { open } = get()
      set(idle)
      if (open) await trying.end(open.sessionId).catch(() => undefined)
    },
  }
})
