import { z } from 'zod'
import { RuleGroup } from '../../revops/condition'
import { describeCondition } from '../../revops/describe-condition'
import { Schedule } from '../../revops/schedule'
import { defineNode } from '../../sdk/define-node'

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

export const scheduleTrigger = defineNode({
  type: 'schedule-trigger',
  title: 'At set times',
  family: 'trigger',
  icon: 'calendar-clock',
  description: 'Starts the flow again and again: once, or once for each lead that fits then (at most 10,000). Of times that pass while everything is down only the newest is made up for.',
  params: z.object({
    schedule: Schedule.default({ weekdays: [1, 2, 3, 4, 5], time: '09:00', zone: 'Europe/Berlin' }).meta({ title: 'When', description: 'As clocks in that time zone show it, in summer and winter alike.', widget: 'schedule' }),
    about: z.enum(['once', 'leads']).default('leads').meta({ title: 'Start', description: 'One run for each lead, or a single one.', enumNames: ['One run, about nothing in particular', 'One run for each lead that fits'] }),
    condition: RuleGroup.default({ combinator: 'and', rules: [{ field: 'lead.state', operator: '=', value: 'open' }] }).meta({ title: 'Leads that fit', description: 'Looked up at that moment.', showWhen: { about: 'leads' } }),
  }),
  outlets: () => [{ name: 'next', label: '', side: 'down' }],
  summary: ({ schedule: { weekdays, time }, about, condition }) => `${daysInWords(weekdays)} at ${time}${about === 'leads' ? `, each lead: ${describeCondition(condition) || 'all'}` : ''}`,
  lower: () => ({ op: 'trigger' }),
  startsOn: ({ schedule, about, condition }) => ({ on: 'schedule', schedule, about, ...(about === 'leads' && condition.rules.length > 0 && { condition }) }),
})

/** "Daily", "Mon–Fri", or the days by name. */
function daysInWords(weekdays: number[]): string {
  const sorted = [...new Set(weekdays)].sort((a, b) => a - b)
  const first = sorted[0] ?? 1
  const last = sorted.at(-1) ?? 7
  if (sorted.length === 7) return 'Daily'
  if (sorted.length > 2 && last - first === sorted.length - 1) return `${days[first - 1]}–${days[last - 1]}`
  return sorted.map((day) => days[day - 1]).join(', ')
}
