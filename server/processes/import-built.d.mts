export type Entry = 'cli' | 'worker' | 'import-thread' | 'live-thread' | 'scenario-thread'

/** Imports our code as a few files of JavaScript: a start takes a third of what reading a thousand files of TypeScript takes. They are built when the sources have changed, in about a second. */
export function importBuilt(name: Entry): Promise<unknown>

/** Where this moment's sources are built; there for whatever else is made of them. */
export function builtFolder(): Promise<string>
