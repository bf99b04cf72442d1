import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { percentile } from '../median'
import { withStack } from '../with-stack'

const leads = 10_000
const connections = 50

/** Signed webhooks a second on the real stack: a published flow matches each, the dispatcher is on, the sender is on the same machine. */
export function benchIntake(): Promise<void> {
  return withStack(async ({ stack, source }) => {
    const url = `${stack.url}/hooks/${source.id}`
    await send(url, source.secret, 500, connections)
    const { seconds, latencies, statuses } = await send(url, source.secret, leads, connections)
    console.log(`\nIntake: ${leads} signed webhooks over ${connections} connections, flow matching, dispatcher on, full durability`)
    console.log(`  ${(leads / seconds).toFixed(0)} accepted/s (goal 1,000; n8n 1.123 took 188/s so, without durability)`)
    console.log(`  answers ${JSON.stringify(statuses)}, p50 ${percentile(latencies, 0.5).toFixed(0)} ms, p99 ${percentile(latencies, 0.99).toFixed(0)} ms`)
  })
}

function send(url: string, secret: string, count: number, parallel: number): Promise<{ seconds: number; latencies: number[]; statuses: Record<string, number> }> {
  return new Promise((resolve, reject) => {
    const sender = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('./send-leads.ts', import.meta.url)), url, secret, String(count), String(parallel)], { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    sender.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    sender.on('error', reject)
    sender.on('exit', (code) => (code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`bench.intake: the sender ended with ${code}`))))
  })
}
