import { z } from 'zod'
import { againOf, againParams } from '../../revops/again'
import { RuleGroup } from '../../revops/condition'
import { describeCondition } from '../../revops/describe-condition'
import { Schedule } from '../../revops/schedule'
import { defineNode } from '../../sdk/define-node'
import { t } from '../../sdk/t'

const days = [t('Mon'), t('Tue'), t('Wed'), t('Thu'), t('Fri'), t('Sat'), t('Sun')]

export const scheduleTrigger = defineNode({
  type: 'schedule-trigger',
  title: t('At set times'),
  family: 'trigger',
  icon: 'calendar-clock',
  description: t('Starts the flow again and again: once, or once for each lead that fits then (at most 10,000). Of times that pass while everything is down only the newest is made up for.'),
  params: z.object({
    schedule: Schedule.default({ weekdays: [1, 2, 3, 4, 5], time: '09:00', zone: 'Europe/Berlin' }).meta({ title: t('When'), description: t('As clocks in that time zone show it, in summer and winter alike.'), widget: 'schedule' }),
    about: z.enum(['once', 'leads']).default('leads').meta({ title: t('Start'), description: t('One run for each lead, or a single one.'), enumNames: [t('One run, about nothing in particular'), t('One run for each lead that fits')] }),
    condition: RuleGroup.default({ combinator: 'and', rules: [{ field: 'lead.state', operator: '=', value: 'open' }] }).meta({ title: t('Leads that fit'), description: t('Looked up at that moment.'), showWhen: { about: 'leads' } }),
    ...againParams,
  }),
  outlets: () => [{ name: 'next', label: '', side: 'down' }],
  summary: ({ schedule: { weekdays, time }, about, condition }) => {
    const values = { days: daysInWords(weekdays), time }
    return about === 'leads' ? t('{days} at {time}, each lead: {condition}', { ...values, condition: describeCondition(condition) || t('all') }) : t('{days} at {time}', values)
  },
  lower: () => ({ op: 'trigger' }),
  startsOn: ({ schedule, about, condition, ...more }) => ({ on: 'schedule', schedule, about, ...(about === 'leads' && againOf(more)), ...(about === 'leads' && condition.rules.length > 0 && { condition }) }),
})

/** "Daily", "Mon–Fri", or the days by name. */
function daysInWords(weekdays: number[]): string {
  const sorted = [...new Set(weekdays)].sort((a, b) => a - b)
  const first = sorted[0] ?? 1
  const last = sorted.at(-1) ?? 7
  if (sorted.length === 7) return t('Daily')
  if (sorted.length > 2 && last - first === sorted.length - 1) return `${days[first - 1]}–${days[last - 1]}`
  return sorted.map((day) => days[day - 1]).join(', ')
}
