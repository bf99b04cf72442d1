// Where the thread begins.
import { importBuilt } from '../../processes/import-built.mjs'

await importBuilt('live-thread')
