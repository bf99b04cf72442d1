/** A new node's files by name, for one kind of node. `title` is its name in words. */
export type Sources = (type: string, title: string) => Record<string, string>
