import { z } from 'zod'
import { isZone } from './is-zone'
import { t } from '../sdk/t'

/** When a flow starts again and again: on these days at this time of day, as clocks in the zone show it. */
export const Schedule = z
  .object({
    /** 1 Monday … 7 Sunday. */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1, t('Choose at least one day')).max(7),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, t('Write the time as 09:30')),
    zone: z.string().max(60).refine(isZone, t('Choose a time zone such as Europe/Berlin')),
  })
  .meta({ widget: 'schedule' })

export type Schedule = z.infer<typeof Schedule>
