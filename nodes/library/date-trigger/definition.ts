import { z } from 'zod'
import { againOf, againParams } from '../../revops/again'
import { RuleGroup } from '../../revops/condition'
import { describeCondition } from '../../revops/describe-condition'
import { findField } from '../../revops/fields'
import { isZone } from '../../revops/is-zone'
import { defineNode } from '../../sdk/define-node'
import { Duration, formatDuration } from '../../sdk/duration'
import { t } from '../../sdk/t'

export const dateTrigger = defineNode({
  type: 'date-trigger',
  title: t('When a date comes'),
  family: 'trigger',
  icon: 'calendar-days',
  description: t('Starts the flow at, before or after a date of the lead, such as the end of a contract. If the date changes, so does the start. A date that has passed when it becomes known starts nothing.'),
  params: z.object({
    field: z.string().regex(/^(lead|contact|company|owner)(\.[A-Za-z0-9_-]{1,60}){1,6}$/, t('Choose a field, or write one as lead.more.renewsOn')).default('lead.more.renewsOn').meta({
      title: t('Which date'), description: t('A lead without one starts nothing.'), widget: 'date-field',
    }),
    when: z.enum(['at', 'before', 'after']).default('before').meta({ title: t('Start'), description: t('Before or after it by the time below.'), enumNames: [t('On that day'), t('Before it'), t('After it')] }),
    counts: z.enum(['clock', 'business']).default('clock').meta({
      title: t('Counted in'), description: t('Working days leave out days off and holidays of the workspace.'), enumNames: [t('Time by the clock'), t('Working days')], showWhen: { when: ['before', 'after'] },
    }),
    by: Duration.default({ amount: 30, unit: 'd' }).meta({ title: t('By how much'), description: t('Days are days of the calendar.'), showWhen: { when: ['before', 'after'], counts: 'clock' } }),
    workingDays: z.number().int().min(1).max(250).default(5).meta({ title: t('By how many working days'), description: t('The day of the date itself does not count.'), showWhen: { when: ['before', 'after'], counts: 'business' } }),
    timeOfDay: z.enum(['set', 'own']).default('set').meta({ title: t('Time of day'), description: t('A date without a time begins at midnight.'), enumNames: [t('At a set time'), t('That of the date')] }),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, t('Write the time as 09:30')).default('09:00').meta({ title: t('At'), description: t('As clocks there show it.'), showWhen: { timeOfDay: 'set' } }),
    zone: z.string().max(60).refine(isZone, t('Choose a time zone such as Europe/Berlin')).default('Europe/Berlin').meta({ title: t('In the time zone'), description: t('Whose clocks are meant.') }),
    condition: RuleGroup.default({ combinator: 'and', rules: [] }).meta({ title: t('Only if the lead then fits'), description: t('Asked when the time comes. Without a rule every lead fits that is not over.') }),
    ...againParams,
  }),
  outlets: () => [{ name: 'next', label: '', side: 'down' }],
  summary: ({ field: path, when, counts, by, workingDays, condition }) => {
    const field = findField(path)?.label ?? path
    const duration = counts === 'business' ? t('{count} working days', { count: workingDays }) : formatDuration(by)
    const words = when === 'at' ? t('On the day of “{field}”', { field }) : when === 'before' ? t('{duration} before “{field}”', { duration, field }) : t('{duration} after “{field}”', { duration, field })
    return condition.rules.length === 0 ? words : t('{event}, only if {condition}', { event: words, condition: describeCondition(condition) })
  },
  lower: () => ({ op: 'trigger' }),
  startsOn: ({ field, when, counts, by, workingDays, timeOfDay, time, zone, condition, ...more }) => {
    const sign = ({ at: 0, before: -1, after: 1 } as const)[when]
    return {
      on: 'date', field, offset: { by: counts === 'business' ? { workingDays: sign * workingDays } : { sign, duration: by }, ...(timeOfDay === 'set' && { time }), zone },
      ...(condition.rules.length > 0 && { condition }), ...againOf(more),
    }
  },
})
