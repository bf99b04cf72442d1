import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findLeaks, leakChecks } from '#server/leakcheck/find-leaks'
import type { LeakFinding } from '#server/leakcheck/leak-finding'
import { checkPlants, type PlantResult } from './check-plants'
import { innocents } from './innocents'
import { makeBase } from './make-base'
import { type Plant, plants } from './plants'

const folder = mkdtempSync(join(tmpdir(), 'watertight-leaks-'))
const alarms: LeakFinding[] = []
let instants = 0
let healthy: LeakFinding[]
let results: PlantResult[]
let spared: { what: string; found: LeakFinding[] }[]

beforeAll(async () => {
  const base = await makeBase({
    leads: 300, seed: 7, file: join(folder, 'base.db'),
    async onInstant({ db }, now) {
      instants += 1
      alarms.push(...(await findLeaks(db.$client, now)))
    },
  })
  ;({ healthy, results } = await checkPlants(base, plants))
  const silent: Plant[] = innocents.map(({ what, plant }) => ({
    what,
    plant(tools) {
      plant(tools)
      return { invariant: 'INV1', kind: 'none', subject: '' }
    },
  }))
  spared = (await checkPlants(base, silent)).results
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('leakcheck', () => {
  it('gives no alarm about a healthy world, at whatever instant it looks', () => {
    expect(instants).toBeGreaterThan(20)
    expect(alarms).toEqual([])
    expect(healthy).toEqual([])
  })

  it.each(plants.map(({ what }, index) => [what, index] as const))('finds it, and nothing else, when %s', (_what, index) => {
    const { expected, found } = results[index] as PlantResult
    expect(found.map(({ invariant, kind, subject }) => ({ invariant, kind, subject: subject.id }))).toEqual([expected])
    expect(found[0]?.words.wrong).not.toBe('')
    expect(found[0]?.words.todo).not.toBe('')
  })

  it.each(innocents.map(({ what }, index) => [what, index] as const))('is silent when %s', (_what, index) => {
    expect(spared[index]?.found).toEqual([])
  })

  it('has a planted leak for each of its checks', () => {
    const planted = new Set(results.map(({ expected }) => expected.kind))
    expect(leakChecks.map(({ kind }) => kind).filter((kind) => !planted.has(kind))).toEqual([])
  })
})
