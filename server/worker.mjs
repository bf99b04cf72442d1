// Where the worker's process begins.
import { importBuilt } from './processes/import-built.mjs'

await importBuilt('worker')
