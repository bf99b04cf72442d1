import type { FlowDocument } from './flow'

/**
 * The flow with the groups that its steps make: a step that is not there any more has left its group, and a group without
 * steps is gone. The same object where nothing of that kind is. Pure.
 */
export function withGroupsOf(document: FlowDocument): FlowDocument {
  if (document.groups.length === 0) return document
  const known = new Set(document.nodes.map((node) => node.id))
  const isWhole = document.groups.every((group) => group.nodes.length > 0 && group.nodes.every((id) => known.has(id)))
  if (isWhole) return document
  const groups = document.groups.map((group) => ({ ...group, nodes: group.nodes.filter((id) => known.has(id)) }))
  return { ...document, groups: groups.filter((group) => group.nodes.length > 0) }
}
