/*
 * What stands on the canvas has a key there: a step its id; a note and a group their ids with a sign before them that no id has.
 */

export const noteKey = (id: string) => `note:${id}`
export const groupKey = (id: string) => `group:${id}`

/** What a key of the canvas belongs to. */
export function readKey(key: string): { kind: 'step' | 'note' | 'group'; id: string } {
  if (key.startsWith('note:')) return { kind: 'note', id: key.slice('note:'.length) }
  if (key.startsWith('group:')) return { kind: 'group', id: key.slice('group:'.length) }
  return { kind: 'step', id: key }
}
