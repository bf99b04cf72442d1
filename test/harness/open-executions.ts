import { isRunOpen } from '#engine/client'
import type { Rows } from './read-facts'
import { withClient } from './with-client'

/** Ids of active runs for which Temporal has no open execution of their generation. */
export function runsWithoutExecution(temporalAddress: string, { runs }: Pick<Rows, 'runs'>): Promise<string[]> {
  return withClient(temporalAddress, async (client) => {
    const without: string[] = []
    for (const run of runs) {
      if (run.state === 'done' || run.state === 'failed') continue
      if (!(await isRunOpen(client, run.id, run.generation))) without.push(run.id)
    }
    return without
  })
}
