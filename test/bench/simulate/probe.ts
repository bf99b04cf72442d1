import { createRandom } from '#engine/simulate/random'
import { openSimulation } from '#server/simulate/open-simulation'
import { generateLeads } from '#server/simulate/world/generate-leads'
import { fallbackRouting } from '#templates/fallback-routing/template'
async function main() {
  const start = Date.UTC(2027, 0, 4, 7)
  const N = Number(process.argv[2] ?? 300), days = Number(process.argv[3] ?? 7)
  const c0 = process.cpuUsage()
  const sim = await openSimulation({ flow: { document: fallbackRouting.build('standard', { team: '', queue: '', rota: '' }) }, world: { kind: 'generated', size: { reps: 40, capacity: 30 } }, seed: 1, startAt: start })
  const c1 = process.cpuUsage(c0)
  const client = sim.world.db.$client
  if (process.argv[4] === 'count') {
    const counts = new Map<string, number>()
    const P = Object.getPrototypeOf(client.prepare('select 1'))
    for (const m of ['run', 'get', 'all']) { const o = P[m]; P[m] = function (...a: unknown[]) { const k = this.source.slice(0, 110); counts.set(k, (counts.get(k) ?? 0) + 1); return o.apply(this, a) } }
    process.on('exit', () => { let sum = 0; for (const v of counts.values()) sum += v; console.log('statements', sum); for (const [k, v] of [...counts].sort((a, b) => b[1] - a[1]).slice(0, 60)) console.log(v, k) })
  }
  sim.schedule(generateLeads({ count: N, from: start, days, random: createRandom('bench') }))
  await sim.play(start + (days + 1) * 86_400_000)
  const c = process.cpuUsage(c0)
  const steps = client.prepare('select count(*) from run_steps').pluck().get() as number
  console.log('open cpu ms', (c1.user + c1.system) / 1000, 'cpu s', (c.user + c.system) / 1e6, 'us/step', (c.user + c.system - c1.user - c1.system) / steps, 'steps', steps, 'rss', Math.round(process.memoryUsage().rss / 1e6), JSON.stringify(sim.totals().places))
}
void main()
