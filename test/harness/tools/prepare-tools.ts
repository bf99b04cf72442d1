import { bundleWorkflows } from '#engine/bundle-workflows'
import { findTemporal } from '#engine/temporal-server/find-temporal'
import { findTestServer } from '#engine/temporal-server/find-test-server'
import { buildEditor } from '#server/processes/build-editor'
import { builtFolder } from '../../../server/processes/import-built.mjs'
import { findBrowser } from './find-browser'

/*
 * What the tests need from outside, found or fetched once per user: Temporal, its time-skipping server, a browser. And what every stack is made of:
 * files that run beside each other find it there.
 */

const say = (line: string) => console.log(line)
try {
  const temporal = await findTemporal({ onProgress: say })
  say(`Temporal ${temporal.version}: ${temporal.how}`)
  await findTestServer({ onProgress: say })
  say('Time-skipping test server: there')
  await findBrowser({ onProgress: say })
  say('Browser: there')
  await bundleWorkflows({ keepIn: await builtFolder() })
  await buildEditor(say)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
process.exit()
