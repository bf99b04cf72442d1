/** What stands on the canvas has a key there: a step its id; a note its id with a sign before it that no id has. */
export const noteKey = (id: string) => `note:${id}`
