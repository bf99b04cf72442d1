import { benchCanvas } from './canvas/canvas'
import { benchCompile } from './compile/compile'
import { benchDrain } from './drain/drain'
import { benchEngine } from './engine/engine'
import { benchGate } from './gate/gate'
import { benchImport } from './import/import'
import { benchIntake } from './intake/intake'
import { benchLatency } from './latency/latency'
import { benchLeads } from './leads/leads'
import { benchParked } from './parked/parked'
import { benchRouting } from './routing/routing'
import { benchSimulate } from './simulate/simulate'
import { benchSizes } from './sizes/sizes'

/* `npm run bench [-- NAME …]`: measurements, as ratios within one run where that can be. Nothing here passes or fails. */

const benches: Record<string, () => Promise<void>> = {
  canvas: benchCanvas, compile: benchCompile, drain: benchDrain, engine: benchEngine, gate: benchGate, import: benchImport, intake: benchIntake, latency: benchLatency, leads: benchLeads, parked: benchParked, routing: benchRouting, simulate: benchSimulate, sizes: benchSizes,
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2)
  for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) {
    const bench = benches[name]
    if (!bench) throw new Error(`There is no benchmark “${name}”. There are: ${Object.keys(benches).join(', ')}`)
    await bench()
  }
  process.exit(0)
}

void main()
