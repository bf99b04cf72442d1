import { setTimeout as sleep } from 'node:timers/promises'
import { createRandom } from '#test/harness/random'
import { sendLeads } from '#test/harness/send-leads'
import { percentile } from '../median'
import { withStack } from '../with-stack'

const perSecond = 5
const seconds = 30

/** From the moment a lead is sent to the moment its first mail stands at a real SMTP receiver, at a steady five leads a second. */
export function benchLatency(): Promise<void> {
  return withStack(async ({ stack, smtp, source }) => {
    const random = createRandom(1)
    const waits: number[] = []
    const sending: Promise<unknown>[] = []
    for (let index = 0; index < perSecond * seconds; index += 1) {
      sending.push(measureOne(index).then((ms) => waits.push(ms)))
      await sleep(1000 / perSecond)
    }
    await Promise.all(sending)
    console.log(`\nLead to first notification at ${perSecond} leads/s for ${seconds} s (SMTP, real receiver)`)
    console.log(`  p50 ${percentile(waits, 0.5).toFixed(0)} ms, p95 ${percentile(waits, 0.95).toFixed(0)} ms, ${waits.length} leads`)

    async function measureOne(index: number): Promise<number> {
      const began = Date.now()
      const prefix = `Bench${index}x`
      await sendLeads({ url: stack.url, source, count: 1, times: 1, random, parallel: 1, prefix })
      for (;;) {
        const mail = smtp.mails().find((each) => each.subject.includes(prefix) || each.text.includes(prefix))
        if (mail) return mail.at - began
        if (Date.now() - began > 30_000) throw new Error('bench.latency: no mail within 30 s')
        await sleep(10)
      }
    }
  })
}
