import { describe, expect, it } from 'vitest'
import { cacheFolder } from './cache-folder'

describe('cacheFolder', () => {
  const cases: { name: string; env: NodeJS.ProcessEnv; platform: NodeJS.Platform; folder: string }[] = [
    { name: 'WATERTIGHT_CACHE wins', env: { WATERTIGHT_CACHE: '/c', XDG_CACHE_HOME: '/x' }, platform: 'linux', folder: '/c' },
    { name: 'XDG_CACHE_HOME', env: { XDG_CACHE_HOME: '/x' }, platform: 'linux', folder: '/x/watertight' },
    { name: 'Linux', env: {}, platform: 'linux', folder: '/home/ada/.cache/watertight' },
    { name: 'macOS', env: {}, platform: 'darwin', folder: '/home/ada/Library/Caches/watertight' },
    { name: 'Windows', env: { LOCALAPPDATA: '/local' }, platform: 'win32', folder: '/local/watertight' },
  ]
  it.each(cases)('$name', ({ env, platform, folder }) => {
    expect(cacheFolder({ env, platform, home: '/home/ada' })).toBe(folder)
  })
})
