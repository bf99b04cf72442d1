import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Delivery, Providers } from '#engine/providers'

export const TestMessage = z.discriminatedUnion('channel', [
  z.object({ channel: z.literal('email') }),
  z.object({ channel: z.literal('sms'), to: z.string().trim().regex(/^\+[1-9]\d{6,14}$/, 'Write your number with its country: +4930123456.') }),
])
export type TestMessage = z.infer<typeof TestMessage>

const withinMs = 10_000

/** Sends somebody a message of no flow, once, and says what became of it. E-mail goes to their own address alone. */
export function sendTest(providers: Pick<Providers, 'email' | 'sms'>, test: TestMessage, to: { name: string; email: string; workspace: string }): Promise<Delivery> {
  const attempt = { key: `test:${randomUUID()}`, timeoutMs: withinMs }
  const text = `This is a test message of ${to.workspace}. It arrived, so messages of this kind can be sent.`
  if (test.channel === 'sms') return providers.sms({ channel: 'sms', to: test.to, text }, attempt)
  return providers.email({ channel: 'email', to: to.email, toName: to.name, subject: `Test message of ${to.workspace}`, text }, attempt)
}
