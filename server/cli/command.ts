/** One command of the CLI. */
export interface Command {
  /** One line of the overview. */
  summary: string
  /** What stands behind the name in the overview: arguments and flags. */
  usage: string
  /** Shown by `--help`: what it does and an example. */
  help: string
  /** The number is the exit code: 0 fine, 1 found problems, 2 wrong use. */
  run(args: string[]): Promise<number>
}
