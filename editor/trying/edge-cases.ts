import { findField } from '#nodes/revops/fields'
import type { Scenario } from '../api/trying'
import { t, translated } from '../words/t'
import { fieldsOfLead, nextAt, nextClockChange } from './made-up-lead'

export interface EdgeCase {
  id: string
  name: string
  scenario: Scenario
}

/**
 * What may go wrong with this lead, one thing at a time: fields that the flow reads and that are missing or malformed, the
 * same lead again and again, people who are not there, hours at which nobody is, messages that do not get out. Everybody who
 * can answer does, except where that is what is tried.
 */
export function edgeCases(base: Scenario, { reads, zone, from }: { reads: string[]; zone: string; from: number }): EdgeCase[] {
  const usual: Scenario = { ...base, times: 1, situation: 'usual', providers: 'usual', answers: 'everybody', acts: [] }
  const without = (key: string): Scenario => ({ ...usual, lead: Object.fromEntries(Object.entries(base.lead).filter(([name]) => name !== key)) })
  const brought = fieldsOfLead.map(({ path }) => path)
  const missing = reads.filter((path) => brought.includes(path) || path.startsWith('lead.more.'))
  const at = (id: string, name: string, startAt: number | undefined): EdgeCase[] => (startAt === undefined ? [] : [{ id, name, scenario: { ...usual, startAt } }])
  return [
    { id: 'answered', name: t('Everything as it should be'), scenario: usual },
    { id: 'silent', name: t('Nobody answers'), scenario: { ...usual, answers: 'nobody' } },
    ...missing.map((path) => ({ id: `without ${path}`, name: t('Without: {field}', { field: translated(findField(path)?.label ?? path) }), scenario: without(path.replace(/^lead\.(more\.)?/, '')) })),
    { id: 'empty', name: t('An empty form'), scenario: { ...usual, lead: {} } },
    { id: 'bad-email', name: t('An e-mail address that is none'), scenario: { ...usual, lead: { ...base.lead, email: 'lena.brandt(at)nordwind' } } },
    { id: 'bad-phone', name: t('A phone number that is none'), scenario: { ...usual, lead: { ...base.lead, phone: '12' } } },
    { id: 'thrice', name: t('The same lead three times'), scenario: { ...usual, times: 3 } },
    { id: 'nobody', name: t('Everybody is out of office'), scenario: { ...usual, situation: 'nobody-available' } },
    { id: 'full', name: t('Everybody has as many leads as they may'), scenario: { ...usual, situation: 'everyone-full' } },
    ...at('weekend', t('On a Saturday at noon'), nextAt(from, zone, 12, (weekday) => weekday === 6)),
    ...at('night', t('On a weekday at eleven at night'), nextAt(from, zone, 23, (weekday) => weekday >= 1 && weekday <= 5)),
    ...at('spring', t('The night when clocks go forward'), nextClockChange(from, zone, true)),
    ...at('autumn', t('The night when clocks go back'), nextClockChange(from, zone, false)),
    { id: 'failing', name: t('No message gets out'), scenario: { ...usual, providers: 'failing' } },
    { id: 'uncertain', name: t('Nobody knows whether messages arrived'), scenario: { ...usual, providers: 'uncertain' } },
  ]
}
