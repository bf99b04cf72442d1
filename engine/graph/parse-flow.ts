import { currentFormat, FlowDocument } from './flow'
import { withGroupsOf } from './groups-of'
import { migrations } from './migrations'

export type ParsedFlow = { ok: true; flow: FlowDocument } | { ok: false; problems: string[] }

/** The most bytes of JSON a flow may have. */
export const maxFlowBytes = 2_000_000

/**
 * Reads a flow from the text of a file. Brings older forms up to date; a newer form, or something that is not a flow,
 * is refused with what is wrong, where, and what to do. Dangling edges and unknown nodes pass: the compiler speaks of them.
 */
export function parseFlowText(text: string): ParsedFlow {
  if (text.length > maxFlowBytes) return refuse(`The file has ${(text.length / 1e6).toFixed(1)} MB; a flow has at most 2 MB.`)
  try {
    return parseFlow(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch (error) {
    return refuse(`This is not JSON: ${error instanceof Error ? error.message : String(error)}. Choose a file that was exported from Watertight.`)
  }
}

/** As `parseFlowText`, for a value that is parsed already. */
export function parseFlow(value: unknown): ParsedFlow {
  if (typeof value !== 'object' || value === null || (value as { format?: unknown }).format !== 'watertight.flow') {
    return refuse('This is not a Watertight flow: “format” is not “watertight.flow”. Choose a file that was exported from Watertight.')
  }
  let document = value as Record<string, unknown>
  const version = document.formatVersion
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return refuse('“formatVersion” is missing or not a whole number from 1 upwards.')
  }
  if (version > currentFormat) {
    return refuse(`This flow was made by a newer Watertight (form ${version}; this one reads up to ${currentFormat}). Upgrade, then open it again.`)
  }
  for (const migration of migrations) if (migration.to > (document.formatVersion as number)) document = migration.up(document)

  const parsed = FlowDocument.safeParse(document)
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.slice(0, 20).map((issue) => `${issue.path.join('.') || 'The flow'}: ${issue.message}`) }
  }
  const { nodes, edges, notes, groups } = parsed.data
  for (const list of [nodes, edges, notes, groups]) {
    const doubled = firstDouble(list.map(({ id }) => id))
    if (doubled) return refuse(`The id “${doubled}” stands twice. Ids of nodes, of edges, of notes and of groups must differ.`)
  }
  const shared = firstDouble(groups.flatMap((group) => group.nodes))
  if (shared) return refuse(`The step “${shared}” stands in a group twice, or in two groups. A step is in one group at most.`)
  return { ok: true, flow: withGroupsOf(parsed.data) }
}

function refuse(problem: string): ParsedFlow {
  return { ok: false, problems: [problem] }
}

function firstDouble(ids: string[]): string | undefined {
  const seen = new Set<string>()
  return ids.find((id) => seen.size === seen.add(id).size)
}
