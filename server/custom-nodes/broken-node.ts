/** A custom node that cannot be used, in words for whoever wrote it. Everything else goes on without it. */
export interface BrokenNode {
  type: string
  /** Where the trouble is, from the folder of custom nodes on: `lead-grade/run.ts:12`. */
  file: string
  message: string
}

/** Thrown while a custom node is looked at; becomes a BrokenNode. */
export class NodeProblem extends Error {
  override readonly name = 'NodeProblem'
  readonly file: string

  constructor(file: string, message: string) {
    super(message)
    this.file = file
  }
}
