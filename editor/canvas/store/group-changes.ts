import type { FlowDocument, FlowGroup } from '#engine/graph/flow'

/* Changes of groups, as functions from one document to the next. */

/** Puts steps into a new group. They leave the groups that they were in; a group that this empties is gone. */
export function withGroup(document: FlowDocument, group: FlowGroup): FlowDocument {
  const taken = new Set(group.nodes)
  const others = document.groups.map((each) => (each.nodes.some((id) => taken.has(id)) ? { ...each, nodes: each.nodes.filter((id) => !taken.has(id)) } : each))
  return { ...document, groups: [...others.filter((each) => each.nodes.length > 0), group] }
}

export function withGroupChange(document: FlowDocument, id: string, change: Partial<Omit<FlowGroup, 'id'>>): FlowDocument {
  return { ...document, groups: document.groups.map((group) => (group.id === id ? { ...group, ...change } : group)) }
}

/** Takes groups apart; their steps stay where they are. */
export function withoutGroups(document: FlowDocument, ids: readonly string[]): FlowDocument {
  return { ...document, groups: document.groups.filter((group) => !ids.includes(group.id)) }
}
