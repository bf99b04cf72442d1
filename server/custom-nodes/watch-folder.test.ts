import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeNodesFolder, type NodesFolder, runOf } from '#test/custom-nodes/make-nodes'
import { until } from '#test/harness/until'
import { watchFolder } from './watch-folder'

let nodes: NodesFolder
let watching: { stop(): void } | undefined
beforeEach(() => {
  nodes = makeNodesFolder()
})
afterEach(() => {
  watching?.stop()
  nodes.remove()
})

it('tells of a new folder, of a change in it, and of its end; once for what comes together', async () => {
  let times = 0
  watching = watchFolder(nodes.folder, async () => {
    times += 1
  })
  nodes.write('one')
  nodes.write('two')
  await until('the first', 20_000, () => times === 1)
  nodes.write('one', { 'run.ts': runOf('return { outlet: "other" }') })
  await until('the change', 20_000, () => times === 2)
  nodes.remove()
  await until('the end', 20_000, () => times === 3)
})

it('waits until the last telling is done, and a folder that comes later is seen', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'watertight-watch-'))
  try {
    let running = 0
    let most = 0
    let times = 0
    let release: () => void = () => {}
    watching = watchFolder(join(parent, 'nodes'), async () => {
      times += 1
      running += 1
      most = Math.max(most, running)
      await new Promise<void>((resolve) => {
        release = resolve
      })
      running -= 1
    })
    nodes.write('one')
    const { cpSync } = await import('node:fs')
    cpSync(nodes.folder, join(parent, 'nodes'), { recursive: true })
    await until('the first', 20_000, () => times === 1)
    writeFileSync(join(parent, 'nodes', 'one', 'run.ts'), 'export default 1')
    release()
    await until('the second', 20_000, () => times === 2)
    release()
    expect(most).toBe(1)
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
})
