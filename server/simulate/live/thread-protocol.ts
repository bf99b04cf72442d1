import type { FlowDocument } from '#engine/graph/flow'
import type { AppErrorCode } from '../../errors/app-error'
import type { PeopleScript } from '../people/behaviour'
import type { ProviderScript } from '../providers/provider-script'
import type { Situation } from '../scenario/scenario'
import type { GeneratedSize } from '../world/generate-workspace'
import type { PlacedFlow } from '../world/put-flow'
import type { CommandName } from './commands'
import type { SessionView } from './session'

/** What a thread is begun with. */
export interface ThreadInput {
  flow: { id?: string; document: FlowDocument }
  called: PlacedFlow[]
  /** `file`: the workspace’s database, which the thread reads itself; `bytes`: a database that is only in memory. */
  world: { kind: 'generated'; size: GeneratedSize } | { kind: 'file'; file: string } | { kind: 'bytes'; bytes: Uint8Array }
  seed: number
  startAt: number
  people: PeopleScript
  /** People do nothing by themselves. */
  peopleRest: boolean
  providers: ProviderScript
  situation?: Situation | undefined
  nodesFolder: string
}

export interface ThreadCommand {
  id: number
  name: CommandName
  input: unknown
}

export type FromThread =
  | { kind: 'ready' }
  /** It could not be begun. */
  | { kind: 'refused'; code: AppErrorCode; message: string; details?: unknown }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'error'; id: number; code: AppErrorCode | 'bug'; message: string }
  | { kind: 'view'; view: SessionView }
