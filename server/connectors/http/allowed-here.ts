import type { Json } from '#nodes/sdk/json'
import type { Config } from '../../config'
import type { Database } from '../../db/open-database'
import { readSetting } from '../../settings/settings'
import { createIsAllowed, type IsAllowed } from './guarded-lookup'

/** Where this installation may go: the public internet, and hosts within private networks from the setting `http-hosts`, a list of names or addresses. */
export function allowedHere(db: Database, { allowsPrivateHttp }: Pick<Config, 'allowsPrivateHttp'>): IsAllowed {
  return createIsAllowed({ allowsPrivate: allowsPrivateHttp, allowedHosts: () => hostsOf(readSetting(db, 'http-hosts')) })
}

function hostsOf(setting: Json | undefined): string[] {
  return Array.isArray(setting) ? setting.map((host) => String(host).toLowerCase()) : []
}
