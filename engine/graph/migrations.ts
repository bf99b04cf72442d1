/** One named change of the document's form. `up` gets the plain JSON of version `to - 1` and returns that of `to`. */
interface Migration {
  name: string
  to: number
  up(document: Record<string, unknown>): Record<string, unknown>
}

/** In order, without gaps. Never edit one that was released: add another. */
export const migrations: Migration[] = [
  {
    name: 'name-the-failure-point',
    to: 2,
    up: ({ reason, ...document }) => ({ ...document, formatVersion: 2, failurePoint: typeof reason === 'string' ? reason : '' }),
  },
  {
    name: 'say-what-a-second-run-does',
    to: 3,
    up: (document) => ({ ...document, formatVersion: 3, concurrency: 'allow' }),
  },
  {
    name: 'keep-notes-and-groups',
    to: 4,
    up: (document) => ({ ...document, formatVersion: 4, notes: [], groups: [] }),
  },
]
