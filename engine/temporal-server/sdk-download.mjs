// Runs in a process of its own (see download-by-sdk.ts): the SDK can download a server only by starting it, which also installs
// the SDK's native runtime and its signal handlers, and those a Watertight process must set up itself. Plain JavaScript, so that
// it runs without a loader. Arguments: `cli` or `test-server`, the version, the folder.
import { TestWorkflowEnvironment } from '@temporalio/testing'

const [kind, version, downloadDir] = process.argv.slice(2)
const server = { executable: { type: 'cached-download', version, downloadDir } }
const environment =
  kind === 'cli'
    ? await TestWorkflowEnvironment.createLocal({ server })
    : await TestWorkflowEnvironment.createTimeSkipping({ server })
await environment.teardown()
