import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runCli } from '#server/cli/run-cli'
import { buildFlow } from '#test/conformance/build-flow'
import { fallback } from './small-simulation'

let folder: string
let out: string
let err: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watertight-simulate-'))
  out = ''
  err = ''
  vi.spyOn(console, 'log').mockImplementation((line) => {
    out += `${line}\n`
  })
  vi.spyOn(console, 'error').mockImplementation((line) => {
    err += `${line}\n`
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

function put(name: string, value: unknown): string {
  const file = join(folder, name)
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value))
  return file
}

describe('watertight simulate', () => {
  it('gives the same report for the same command', async () => {
    const flow = put('flow.json', fallback)
    const trace = join(folder, 'trace.jsonl')
    const args = ['simulate', flow, '--leads', '12', '--days', '1', '--seed', '5', '--trace', trace]
    expect(await runCli(args)).toBe(0)
    const [first, firstTrace] = [out, readFileSync(trace, 'utf8')]
    out = ''
    expect(await runCli(args)).toBe(0)
    expect(out).toBe(first)
    expect(readFileSync(trace, 'utf8')).toBe(firstTrace)
    expect(first.replace(/ +/g, ' ')).toMatch(/^“Fallback routing”, 2 days from 2027-01-04 07:00 UTC, seed 5\n\n12 events came in/)
    expect(first).toContain('Where the leads are')
    expect(first).toContain('No lead was lost.')
    expect(firstTrace.trim().split('\n').map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual(firstTrace.trim().split('\n').map((_, index) => index + 1))
  })

  it('takes events from a file, people and failing providers, and says it as JSON', async () => {
    const flow = put('flow.json', fallback)
    const events = put('events.jsonl', '{"at":"2027-01-05T08:00:00Z","id":"a","data":{"name":"Ann","territory":"west"}}\n\n{"at":"2027-01-05T08:00:00Z","id":"a","data":{"name":"Ann"}}\n{"name":"Bare","territory":"west"}\n')
    const people = put('people.json', { everybody: { haveIt: 1, passOn: 0, withinMinutes: 2, hours: 'always' } })
    const providers = put('providers.json', { email: [{ timesOutAfterAccept: 1 }] })
    expect(await runCli(['simulate', flow, '--events', events, '--people', people, '--providers', providers, '--json'])).toBe(0)
    const report = JSON.parse(out) as { events: object; totals: { leads: number; unknown: number; ends: object }; answers: object }
    expect(report).toMatchObject({ events: { total: 3, duplicates: 1, stuck: 0 }, totals: { leads: 2, unknown: 2, ends: { accepted: 2 } }, answers: { 'have-it': 2 } })
  })

  it('ends with 1 when a lead is lost, and names it', async () => {
    const flow = put('flow.json', buildFlow({ done: ['end', { reason: 'accepted' }] }, {}))
    expect(await runCli(['simulate', flow, '--leads', '3', '--days', '1'])).toBe(1)
    expect(out).toMatch(/3 leads have nobody/)
    expect(out).toMatch(/Lost: .* Its run ended as “accepted”, and nobody has it\./)
  })

  it('ends with 1 for a flow with problems', async () => {
    expect(await runCli(['simulate', put('flow.json', { ...fallback, edges: fallback.edges.slice(1) })])).toBe(1)
    expect(err).not.toBe('')
  })

  it.each([
    ['no flow', () => [], /Name the flow/],
    ['a flow that is not there', () => ['nothing.json'], /cannot be read/],
    ['an unknown option', () => [put('f.json', fallback), '--speed', '3'], /--speed/],
    ['a number that is none', () => [put('f.json', fallback), '--leads', 'many'], /--leads is “many”/],
    ['a time that is none', () => [put('f.json', fallback), '--start', 'soon'], /--start is “soon”/],
    ['events that are no JSON', () => [put('f.json', fallback), '--events', put('e.jsonl', '{"data":{}}\nnonsense')], /line 2, is not JSON/],
    ['an event that is none', () => [put('f.json', fallback), '--events', put('e.json', [{ at: 'never', data: {} }])], /event 1: at/],
    ['no events', () => [put('f.json', fallback), '--events', put('e.json', '[]')], /no events/],
    ['an event before the beginning', () => [put('f.json', fallback), '--start', '2027-02-01T00:00:00Z', '--events', put('e.json', [{ at: '2027-01-01T00:00:00Z', data: {} }])], /before the simulation begins/],
    ['people that do not fit', () => [put('f.json', fallback), '--people', put('p.json', { everybody: { haveIt: 2 } })], /everybody\.haveIt: A share lies between 0 and 1/],
    ['providers that do not fit', () => [put('f.json', fallback), '--providers', put('p.json', { pigeon: [] })], /not right/],
    ['a world that is not there', () => [put('f.json', fallback), '--world', join(folder, 'no.db')], /There is no database/],
  ])('ends with 2 for %s', async (_name, args, message) => {
    expect(await runCli(['simulate', ...args()])).toBe(2)
    expect(err).toMatch(message)
  })
})
