import { z } from 'zod'
import { isZone } from '../../revops/is-zone'
import { findField } from '../../revops/fields'
import { defineNode, type Outlet } from '../../sdk/define-node'
import { Duration, formatDuration } from '../../sdk/duration'
import { t } from '../../sdk/t'

const kinds = {
  for: t('For a length of time'), 'time-of-day': t('Until a time of day'), 'date-field': t('Until a date of the lead'), 'business-time': t('For working time'),
} as const

export const wait = defineNode({
  type: 'wait',
  title: t('Wait for a time'),
  family: 'wait',
  icon: 'clock',
  description: t('Lets time pass: a length of it, until a time of day, until a date of the lead, or working time. A restart or an outage does not lengthen it: the end is a fixed instant.'),
  params: z.object({
    kind: z.enum(Object.keys(kinds) as (keyof typeof kinds)[]).default('for').meta({ title: t('Wait'), description: t('The end is fixed when the run gets here; an outage does not move it.'), enumNames: Object.values(kinds) }),
    duration: Duration.default({ amount: 1, unit: 'h' }).meta({ title: t('How long'), description: t('Days are 24 hours. For days on which people work choose working time.'), showWhen: { kind: 'for' } }),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, t('Write the time as 09:30')).default('09:00').meta({ title: t('Until'), description: t('The next time that clocks there show this.'), showWhen: { kind: 'time-of-day' } }),
    dateField: z.string().regex(/^(lead|contact|company|owner|vars|event|outputs)(\.[A-Za-z0-9_-]{1,60}){1,6}$/, t('Choose a field, or write one as lead.more.renewsOn')).default('lead.receivedAt').meta({
      title: t('Which date'), description: t('If it is empty, the run goes on by “No date known”.'), widget: 'date-field', showWhen: { kind: 'date-field' },
    }),
    offset: z.enum(['at', 'before', 'after']).default('at').meta({ title: t('Go on'), description: t('A time that has passed already ends the wait at once.'), enumNames: [t('At that time'), t('Before it'), t('After it')], showWhen: { kind: 'date-field' } }),
    by: Duration.default({ amount: 1, unit: 'd' }).meta({ title: t('By how much'), description: t('Days are 24 hours.'), showWhen: { kind: 'date-field', offset: ['before', 'after'] } }),
    zone: z.string().max(60).refine(isZone, t('Choose a time zone such as Europe/Berlin')).default('Europe/Berlin').meta({
      title: t('In the time zone'), description: t('Whose clocks are meant.'), showWhen: { kind: ['time-of-day', 'date-field'] },
    }),
    business: z.enum(['for', 'opening']).default('for').meta({
      title: t('How'), description: t('Working time is that of the workspace: its hours, days off and holidays.'), enumNames: [t('For a length of working time'), t('Until people work (at once, if they do)')], showWhen: { kind: 'business-time' },
    }),
    businessFor: Duration.default({ amount: 4, unit: 'h' }).meta({
      title: t('How much working time'), description: t('Nights, days off and holidays of the workspace do not count. A day is one working day.'), showWhen: { kind: 'business-time', business: 'for' },
    }),
  }),
  outlets: (params): Outlet[] => [
    { name: 'done', label: '', side: 'down' },
    ...(params.kind === 'date-field' ? [{ name: 'noDate', label: t('No date known'), side: 'right' as const }] : []),
  ],
  summary: (params) => {
    switch (params.kind) {
      case 'for':
        return t('Waits {duration}', { duration: formatDuration(params.duration) })
      case 'time-of-day':
        return t('Until {time}, {zone}', { time: params.time, zone: params.zone })
      case 'date-field': {
        const field = findField(params.dateField)?.label ?? params.dateField
        const duration = formatDuration(params.by)
        if (params.offset === 'at') return t('Until “{field}”', { field })
        return params.offset === 'before' ? t('Until {duration} before “{field}”', { duration, field }) : t('Until {duration} after “{field}”', { duration, field })
      }
      case 'business-time':
        return params.business === 'opening' ? t('Until people work') : t('Waits {duration} of working time', { duration: formatDuration(params.businessFor) })
    }
  },
  // A date that is missing has a way out of its own, which a plain sleep does not have.
  lower: (params) => (params.kind === 'date-field' ? { op: 'await', timeout: 'done' } : { op: 'sleep', outlet: 'done' }),
  // A date may have passed and people may be at work: then no time passes here.
  bounds: (params) => (params.kind === 'date-field' || (params.kind === 'business-time' && params.business === 'opening') ? undefined : 'waits'),
  reads: (params) => (params.kind === 'date-field' ? [params.dateField] : []),
})
