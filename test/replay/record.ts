import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { engineNumber } from '#engine/plan'
import { runs } from '#server/db/schema'
import { cases } from '../conformance/cases'
import { startTemporalDriver } from '../conformance/drivers/temporal-driver'

/*
 * npm run replay:record: plays the conformance cases on Temporal and keeps the histories of their runs under the present
 * engine number. Run it when an engine number is new; never record an old number again.
 */

const folder = fileURLToPath(new URL(`./fixtures/engine-${engineNumber}/`, import.meta.url))
mkdirSync(folder, { recursive: true })
for (const { name, flow, startAt, play, isLarge } of cases) {
  if (isLarge) continue
  const driver = await startTemporalDriver(startAt ? Date.parse(startAt) : Date.now())
  await driver.world.publish(typeof flow === 'function' ? await flow(driver.world) : flow)
  await play(driver, await driver.now())
  const ids = driver.world.db.select({ id: runs.id }).from(runs).all()
  for (const [index, { id }] of ids.entries()) {
    const bytes = (await driver.history?.(id)) ?? new Uint8Array()
    const file = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 80).replace(/-$/, '')}${index > 0 ? `-${index + 1}` : ''}.json.gz`
    writeFileSync(`${folder}${file}`, bytes)
    console.log(`${file} ${bytes.length} bytes`)
  }
  await driver.stop()
}
