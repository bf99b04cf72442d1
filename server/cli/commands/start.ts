import type { Command } from '../command'

export const start: Command = {
  usage: '',
  summary: 'bring everything up: server, worker, Temporal',
  help: `watertight start

Brings up the server, the worker and Temporal (found, fetched or built once). Ctrl-C stops all of it.

  WATERTIGHT_PORT=4780           where people reach it
  WATERTIGHT_DATA=.watertight    where everything is kept
  TEMPORAL_ADDRESS=host:7233     use a Temporal that runs elsewhere

Example: WATERTIGHT_PORT=8080 npx watertight start`,
  async run() {
    const main = await import('../../main')
    return main.start()
  },
}
