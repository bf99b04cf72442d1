import { connect } from 'node:net'
import { ageWords } from '../age-words'
import { type HealthCheck, withDatabase } from '../health-check'

const answerWithinMs = 2_000

/** Whether leads come in, and whether what came in could be taken further. */
export const intakeChecks: HealthCheck[] = [
  {
    name: 'port',
    group: 'intake',
    title: 'Where leads arrive',
    async run({ running, config }) {
      const { host, port } = config
      if (running) {
        const answers = await fetch(`http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}/health`, { signal: AbortSignal.timeout(answerWithinMs) }).then((answer) => answer.ok, () => false)
        if (answers) return { state: 'ok', says: `Port ${port} answers` }
        return {
          state: 'problem', says: `Watertight runs, and port ${port} does not answer.`, means: 'Leads may be refused at this moment. Senders try again if they keep to the rules.',
          todo: 'It may still be starting, or run on another port: set WATERTIGHT_PORT as it was started. Else restart it.',
        }
      }
      if (!(await isTaken(port))) return { state: 'ok', says: `Port ${port} is free` }
      return {
        state: 'problem', says: `Port ${port} is in use by another program.`, means: 'Watertight cannot start on it.',
        todo: `Stop that program, or choose another port with WATERTIGHT_PORT, for example WATERTIGHT_PORT=${port + 1_000}.`,
      }
    },
  },
  {
    name: 'stuck-events',
    group: 'intake',
    title: 'Stuck inquiries',
    run: withDatabase((client, { now }) => {
      const { count, oldest } = client.prepare(`select count(*) as count, min(received_at) as oldest from events where state = 'stuck'`).get() as { count: number; oldest: number | null }
      if (count === 0 || oldest === null) return { state: 'ok', says: 'None' }
      return {
        state: 'warning', says: `${count} could not be taken further, the oldest ${ageWords(now - oldest)} ago.`, means: 'They are kept as they came, and no flow has seen them.',
        todo: 'Open them under Work, look at what is wrong and try them again.',
      }
    }),
  },
  {
    name: 'last-event',
    group: 'intake',
    title: 'Last inquiry',
    run: withDatabase((client, { now }) => {
      const { last } = client.prepare('select max(received_at) as last from events').get() as { last: number | null }
      return { state: 'ok', says: last === null ? 'None yet' : `${ageWords(now - last)} ago` }
    }),
  },
]

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: answerWithinMs })
    const end = (taken: boolean) => {
      socket.destroy()
      resolve(taken)
    }
    socket.once('connect', () => end(true))
    socket.once('timeout', () => end(false))
    socket.once('error', () => end(false))
  })
}
