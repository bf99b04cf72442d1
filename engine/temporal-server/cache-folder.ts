import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

interface Surroundings {
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  home: string
}

/**
 * The per-user folder for what is fetched or built once: it lies outside the repository, so a fresh clone reuses it.
 * The folder need not exist yet.
 */
export function cacheFolder(
  { env, platform, home }: Surroundings = { env: process.env, platform: process.platform, home: homedir() },
): string {
  if (env.WATERTIGHT_CACHE) return resolve(env.WATERTIGHT_CACHE)
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'watertight')
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'watertight')
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'watertight')
  return join(home, '.cache', 'watertight')
}
