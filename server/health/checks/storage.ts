import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type HealthCheck, type Verdict, withDatabase } from '../health-check'

const giga = 1024 ** 3
const mega = 1024 ** 2
const journal = fileURLToPath(new URL('../../db/migrations/meta/_journal.json', import.meta.url))

/** What everything is kept in. */
export const storageChecks: HealthCheck[] = [
  {
    name: 'folder',
    group: 'storage',
    title: 'Data folder',
    run({ config: { dataFolder } }) {
      if (!existsSync(dataFolder)) return { state: 'ok', says: 'Not there yet; it is made at the first start' }
      try {
        accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK)
      } catch {
        return {
          state: 'problem', says: 'It cannot be written to.', means: 'No lead can be accepted: senders are told so and try again.',
          todo: `Give the user who runs Watertight the right to write to ${dataFolder}, or choose another with WATERTIGHT_DATA.`,
        }
      }
      const { bavail, bsize } = statfsSync(dataFolder)
      return freeSpace(bavail * bsize)
    },
  },
  {
    name: 'database',
    group: 'storage',
    title: 'Database',
    run(context) {
      const { client, databaseProblem, config, isDeep } = context
      if (!client && databaseProblem === undefined) return { state: 'ok', says: 'Not there yet; it is made at the first start' }
      if (!client) {
        return {
          state: 'problem', says: `It does not open: ${databaseProblem}`, means: 'Nothing can be accepted, and no run goes on.',
          todo: 'Stop Watertight and put a backup in its place, or ask for help before anything is deleted.',
        }
      }
      if (isDeep) {
        const answer = client.pragma('quick_check(1)', { simple: true })
        if (answer !== 'ok') {
          return {
            state: 'problem', says: `It is damaged: ${String(answer)}`, means: 'Some of what is kept cannot be read any more.',
            todo: 'Stop Watertight, keep a copy of the file as it is, and restore a backup.',
          }
        }
      }
      return walSize(join(config.dataFolder, 'watertight.db'), isDeep)
    },
  },
  {
    name: 'migrations',
    group: 'storage',
    title: 'Tables',
    run: withDatabase((client) => {
      const { entries } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { when: number }[] }
      const newest = Math.max(...entries.map(({ when }) => when))
      const { last } = client.prepare('select max(created_at) as last from __drizzle_migrations').get() as { last: number | null }
      if (last === newest) return { state: 'ok', says: 'Up to date' }
      return last !== null && last > newest
        ? { state: 'problem', says: 'They were made by a newer version than this one.', means: 'This version may not understand what is kept.', todo: 'Start the newer version.' }
        : { state: 'warning', says: 'They are of an older version.', means: 'They are brought up to date at the next start.', todo: 'Make a backup, then start Watertight.' }
    }),
  },
  {
    name: 'key',
    group: 'storage',
    title: 'Secret key',
    run({ config: { dataFolder }, env }) {
      if (env.WATERTIGHT_KEY) return { state: 'ok', says: 'From WATERTIGHT_KEY' }
      const file = join(dataFolder, 'secret.key')
      if (!existsSync(file)) {
        return existsSync(join(dataFolder, 'watertight.db'))
          ? { state: 'problem', says: 'It is missing.', means: 'Connections and signed sources cannot be read, and nobody can sign in.', todo: `Restore ${file} from a backup, or set WATERTIGHT_KEY.` }
          : { state: 'ok', says: 'Not there yet; it is made at the first start' }
      }
      try {
        if (Buffer.from(readFileSync(file, 'utf8'), 'base64').length !== 32) throw new Error('not a key')
      } catch {
        return { state: 'problem', says: 'It cannot be read.', means: 'Connections and signed sources cannot be used, and nobody can sign in.', todo: `Restore ${file} from a backup, readable for the user who runs Watertight.` }
      }
      // Windows has no such rights.
      if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
        return { state: 'warning', says: 'Others on this machine can read it.', means: 'Whoever reads it can sign in as anybody and read every connection’s secret.', todo: `Run: chmod 600 ${file}` }
      }
      return { state: 'ok', says: 'There, and only for its owner' }
    },
  },
  {
    name: 'codec-key',
    group: 'storage',
    title: 'What Temporal keeps',
    run({ config }) {
      if (config.codecKeys.length > 0) return { state: 'ok', says: 'Encrypted with WATERTIGHT_CODEC_KEY' }
      if (config.temporal.address === undefined) return { state: 'ok', says: 'Not encrypted; no personal data, and it lies in the data folder' }
      return {
        state: 'warning', says: 'Not encrypted, and it is kept elsewhere.', means: 'Ids of runs and the shape of flows can be read by whoever runs that Temporal; no personal data.',
        todo: 'Set WATERTIGHT_CODEC_KEY to 32 bytes in base64, and keep it safe.',
      }
    },
  },
]

function freeSpace(bytes: number): Verdict {
  const says = bytes >= 10 * giga ? `Writable, ${Math.floor(bytes / giga)} GB free` : `Writable, ${(bytes / giga).toFixed(1)} GB free`
  if (bytes >= 2 * giga) return { state: 'ok', says }
  return {
    state: bytes >= 0.3 * giga ? 'warning' : 'problem', says, means: 'When the disk is full, no lead can be accepted and no run goes on.',
    todo: 'Free some space, or move the data folder to a larger disk.',
  }
}

function walSize(file: string, isDeep: boolean): Verdict {
  const size = existsSync(file) ? statSync(file).size : 0
  const wal = existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0
  const says = `${isDeep ? 'Sound' : 'Opens'}, ${Math.max(1, Math.round(size / mega))} MB, journal ${Math.round(wal / mega)} MB`
  if (wal < giga) return { state: 'ok', says }
  return {
    state: 'warning', says, means: 'The journal grows when a program reads for a very long time; starts become slow.',
    todo: 'Look whether another program has the database open, and end it; the journal then shrinks.',
  }
}
