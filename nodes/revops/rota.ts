import { z } from 'zod'
import { t } from '../sdk/t'
import { isZone } from './is-zone'

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, t('Write the time as 09:30'))
const Weekday = z.number().int().min(1).max(7)

/** Hours on days of the week, 1 Monday … 7 Sunday, by the clocks of the layer's zone. Which end when they begin, or before, end on the next day. */
const DutyHours = z.object({ weekdays: z.array(Weekday).min(1, t('Choose at least one day')).max(7), from: Time, to: Time })

/** People who take turns in being on duty. */
export const RotaLayer = z.object({
  /** In their order; the first begins. Somebody who is named twice has two turns. */
  people: z.array(z.string().max(40)).min(1, t('Choose at least one person')).max(50),
  /** A turn ends each day, or each week on `changesOn`, when clocks in the zone show `changesAt`. */
  every: z.enum(['day', 'week']),
  changesOn: Weekday,
  changesAt: Time,
  zone: z.string().max(60).refine(isZone, t('Choose a time zone such as Europe/Berlin')),
  /** From when on; the first turn may be a short one. Ms since 1970. */
  startsAt: z.number().int().min(0).max(8e14),
  /** Null: always. Turns of a day are then counted only on these days, and begin when the hours do. */
  hours: DutyHours.nullable(),
})
export type RotaLayer = z.infer<typeof RotaLayer>

/** One person who is on duty from … until …, whatever the layers say. */
export interface RotaOverride {
  id: string
  personId: string
  startsAt: number
  endsAt: number
}

/** Who is on duty: of the overrides the last, else of the layers the first that has somebody. */
export interface Rota {
  layers: RotaLayer[]
  /** In the order in which they were made. */
  overrides: RotaOverride[]
}

/** When each person is not there, `from` included and `to` not. Who is not named at all is not here any more. */
export type Presences = ReadonlyMap<string, { from: number; to: number }[]>
