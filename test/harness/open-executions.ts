import { Client, Connection } from '@temporalio/client'
import { isRunOpen } from '#engine/client'
import type { Rows } from './read-facts'

/** Ids of active runs for which Temporal has no open execution of their generation. */
export async function runsWithoutExecution(temporalAddress: string, { runs }: Pick<Rows, 'runs'>): Promise<string[]> {
  const connection = await Connection.connect({ address: temporalAddress })
  try {
    const client = new Client({ connection })
    const without: string[] = []
    for (const run of runs) {
      if (run.state === 'done' || run.state === 'failed') continue
      if (!(await isRunOpen(client, run.id, run.generation))) without.push(run.id)
    }
    return without
  } finally {
    await connection.close()
  }
}
