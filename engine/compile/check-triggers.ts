import type { FieldWrite } from '#nodes/sdk/define-node'
import type { StartSpec } from '#nodes/sdk/start-spec'
import type { CompileContext } from './context'

/** What a flow does to other flows and they to it: what starts it, which fields it sets, which flows it calls. */
export function reachOf({ sound, trigger }: CompileContext): { startsOn: StartSpec[]; writes: FieldWrite[]; calls: string[] } {
  const start = trigger === undefined ? undefined : sound.get(trigger)
  const spec = start?.definition.startsOn?.(start.params)
  return {
    startsOn: spec ? [spec] : [],
    writes: [...sound.values()].flatMap(({ definition, params }) => definition.writes?.(params) ?? []),
    calls: [...new Set([...sound.values()].flatMap(({ definition, params }) => definition.calls?.(params) ?? []))],
  }
}
