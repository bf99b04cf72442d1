import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../config'
import { openWorld, type World } from '../db/open-world'
import { AppError } from '../errors/app-error'

/** Who the audit log names for what is done in the terminal. */
export const terminal = { kind: 'system', id: 'terminal' } as const

/**
 * Opens the workspace of the data folder for a command, beside a running Watertight or without one, and closes it. Refusals
 * are said as they are; the exit code is then 1, and 2 when there is no workspace.
 */
export async function withWorkspace(work: (world: World) => Promise<number>): Promise<number> {
  const { dataFolder } = readConfig()
  const file = join(dataFolder, 'watertight.db')
  if (!existsSync(file)) {
    console.error(`There is no Watertight in ${dataFolder}. Start it once, or say with WATERTIGHT_DATA where it is.`)
    return 2
  }
  const world = openWorld(file)
  try {
    return await work(world)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    console.error(error.message)
    const { diagnostics } = (error.details ?? {}) as { diagnostics?: { severity: string; message: string }[] }
    for (const each of diagnostics ?? []) console.error(`  ${each.severity}: ${each.message}`)
    return 1
  } finally {
    world.db.$client.close()
  }
}
