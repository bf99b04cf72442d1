import type { Database } from '../db/open-database'
import { readSetting } from './settings'

export interface Workspace {
  name: string
  isSample: boolean
}

/** What everybody may know of this installation. */
export function readWorkspace(db: Database): Workspace {
  return (readSetting(db, 'workspace') as Workspace | undefined) ?? { name: 'Watertight', isSample: false }
}
