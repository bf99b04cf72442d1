import { createRandom } from '#engine/simulate/random'
import { openSimulation } from '#server/simulate/open-simulation'
import { generateLeads } from '#server/simulate/world/generate-leads'
import { fallbackRouting } from '#templates/fallback-routing/template'
async function main() {
  const start = Date.UTC(2027, 0, 4, 7)
  const sim = await openSimulation({ flow: { document: fallbackRouting.build('standard', { team: '', queue: '', rota: '' }) }, world: { kind: 'generated', size: { reps: 40, capacity: 30 } }, seed: 1, startAt: start })
  const client = sim.world.db.$client
  const seen = new Map<string, [number, number]>()
  const P = Object.getPrototypeOf(client.prepare('select 1'))
  for (const m of ['run', 'get', 'all']) { const o = P[m]; P[m] = function (...a: unknown[]) { const t = process.hrtime.bigint(); const r = o.apply(this, a); const d = Number(process.hrtime.bigint() - t) / 1e3; const k = this.source; const e = seen.get(k) ?? [0, 0]; e[0]++; e[1] += d; seen.set(k, e); return r } }
  sim.schedule(generateLeads({ count: 600, from: start, days: 7, random: createRandom('bench') }))
  await sim.play(start + 8 * 86_400_000)
  let total = 0
  for (const [, [, t]] of seen) total += t
  console.log('sql ms', total / 1000)
  for (const [sql, [n, t]] of [...seen].sort((a, b) => b[1][1] - a[1][1]).slice(0, 45)) {
    let plan = ''
    try { plan = (client.prepare('explain query plan ' + sql).all(...Array(sql.split('?').length - 1).fill(1)) as { detail: string }[]).map((r) => r.detail).join(' | ') } catch { }
    console.log((t / 1000).toFixed(0).padStart(6), 'ms', String(n).padStart(6), (t / n).toFixed(1).padStart(6), 'us', sql.slice(0, 140).replace(/\s+/g, ' '), plan.includes('SCAN') || plan.includes('TEMP') ? `\n            >>> ${plan}` : '')
  }
}
void main()
