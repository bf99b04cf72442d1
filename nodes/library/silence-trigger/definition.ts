import { z } from 'zod'
import { againOf, againParams } from '../../revops/again'
import { RuleGroup } from '../../revops/condition'
import { describeCondition } from '../../revops/describe-condition'
import { EventType } from '../../revops/event-types'
import { defineNode } from '../../sdk/define-node'
import { Duration, formatDuration } from '../../sdk/duration'
import { t } from '../../sdk/t'

const Counted = z.object({ type: EventType.default('email.replied').meta({ title: t('Event'), description: t('When this happens, the time begins anew.'), widget: 'event-type' }) })
const signs = ['email.replied', 'form.submitted', 'page.visited', 'email.clicked', 'call.logged', 'meeting.booked', 'meeting.held'].map((type) => ({ type }))

export const silenceTrigger = defineNode({
  type: 'silence-trigger',
  title: t('When nothing happens'),
  family: 'trigger',
  icon: 'moon',
  description: t('Starts the flow for a lead of which nothing has been heard for a time: a lead that goes cold, a proposal that was opened and not answered. Each silence starts it once; leads that are over start nothing.'),
  params: z.object({
    events: z.array(Counted).min(1, t('Choose at least one event')).max(20, t('At most 20 events count')).default(signs).meta({ title: t('What counts as a sign of life'), description: t('None of these must happen. The arrival of the lead always counts.') }),
    after: Duration.default({ amount: 7, unit: 'd' }).meta({ title: t('Nothing for'), description: t('Counted from the last sign of life.') }),
    counts: z.enum(['clock', 'business']).default('clock').meta({
      title: t('Counted in'), enumNames: [t('Time by the clock'), t('Working time')], description: t('Working time leaves out nights, days off and holidays; a day of it is one working day.'),
    }),
    condition: RuleGroup.default({ combinator: 'and', rules: [] }).meta({ title: t('Only if the lead then fits'), description: t('Asked when the time is over. Without a rule every lead fits that is not over.') }),
    already: z.enum(['leave', 'start']).default('leave').meta({
      title: t('Leads that are quiet already'), description: t('Of leads of which nothing had been heard for so long when this was published.'), enumNames: [t('Wait for the next silence'), t('Start for all of them at once')], advanced: true,
    }),
    ...againParams,
  }),
  outlets: () => [{ name: 'next', label: '', side: 'down' }],
  summary: ({ after, counts, condition }) => {
    const words = counts === 'business' ? t('Nothing for {duration} of working time', { duration: formatDuration(after) }) : t('Nothing for {duration}', { duration: formatDuration(after) })
    return condition.rules.length === 0 ? words : t('{event}, only if {condition}', { event: words, condition: describeCondition(condition) })
  },
  lower: () => ({ op: 'trigger' }),
  startsOn: ({ events, after, counts, condition, already, ...more }) => ({
    on: 'silence', events: [...new Set(events.map(({ type }) => type))], after, counts, already, ...(condition.rules.length > 0 && { condition }), ...againOf(more),
  }),
})
