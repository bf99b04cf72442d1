import { createTransport } from 'nodemailer'
import { ageWords } from '../age-words'
import { type HealthCheck, withDatabase } from '../health-check'

const withinMs = 4_000
const cutOffMs = 60_000

/** Whether messages go out, and what became of those that did. */
export const messageChecks: HealthCheck[] = [
  {
    name: 'mail-server',
    group: 'messages',
    title: 'Mail server',
    async run({ config, running }) {
      const isOwn = config.smtpUrl === undefined
      if (isOwn && !running) return { state: 'skipped', says: 'Not looked at: the local mailbox runs only while Watertight does' }
      const transport = createTransport({
        url: config.smtpUrl ?? `smtp://127.0.0.1:${config.mailboxPort}`,
        connectionTimeout: withinMs, greetingTimeout: withinMs, socketTimeout: withinMs,
      })
      try {
        await transport.verify()
        return { state: 'ok', says: isOwn ? 'The local mailbox answers; mail stays on this machine' : 'Answers, and lets us sign in' }
      } catch (error) {
        const code = (error as { code?: unknown }).code
        return {
          state: 'problem', says: isOwn ? 'The local mailbox does not answer.' : `It does not answer, or refuses us (${typeof code === 'string' ? code : 'no reason given'}).`,
          means: 'E-mail is kept and tried again for hours; reps hear of leads on other channels only.',
          todo: isOwn ? `Look whether another program uses port ${config.mailboxPort} (WATERTIGHT_MAILBOX_PORT).` : 'Look at WATERTIGHT_SMTP_URL, and whether the mail server is up.',
        }
      } finally {
        transport.close()
      }
    },
  },
  {
    name: 'under-way',
    group: 'messages',
    title: 'Being sent',
    run: withDatabase((client, { now }) => {
      const rows = client.prepare(`select state, count(*) as count, min(coalesce(lease_until, updated_at)) as oldest from effects where state in ('claimed', 'sending') group by state`).all() as {
        state: 'claimed' | 'sending'
        count: number
        oldest: number
      }[]
      const sending = rows.find(({ state }) => state === 'sending')
      const waiting = rows.find(({ state }) => state === 'claimed')?.count ?? 0
      if (sending && now - sending.oldest > cutOffMs) {
        return {
          state: 'warning', says: `${sending.count} being sent, one of them cut off ${ageWords(now - sending.oldest)} ago.`, means: 'It may or may not have arrived. It is not sent again blindly.',
          todo: 'It is put before a person once the worker runs. Look at the engine’s checks.',
        }
      }
      return { state: 'ok', says: `${sending?.count ?? 0} now, ${waiting} to be tried again` }
    }),
  },
  {
    name: 'doubtful',
    group: 'messages',
    title: 'Doubtful',
    run: withDatabase((client, { now }) => {
      const { count, oldest } = client.prepare(`select count(*) as count, min(updated_at) as oldest from effects where state = 'unknown'`).get() as { count: number; oldest: number | null }
      if (count === 0 || oldest === null) return { state: 'ok', says: 'None' }
      return {
        state: 'warning', says: `${count} may or may not have arrived, the oldest ${ageWords(now - oldest)} ago.`, means: 'They are not sent again by themselves, so nobody is told twice.',
        todo: 'Under Work, say for each whether it arrived.',
      }
    }),
  },
]
