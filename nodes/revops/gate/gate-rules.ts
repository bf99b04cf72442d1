import { z } from 'zod'
import { t } from '../../sdk/t'
import { contactChannels, purposes } from './channels'

const Time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, t('Write the time as 09:30'))
const Channel = z.enum(Object.keys(contactChannels) as (keyof typeof contactChannels)[])
const Purpose = z.enum(Object.keys(purposes) as (keyof typeof purposes)[])

const Hours = z
  .object({
    channels: z.array(Channel).min(1, t('Choose a channel')),
    region: z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, t('Write a country or a part of one, such as US or US-FL')).optional(),
    from: Time,
    to: Time,
    weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).optional(),
  })
  .refine((hours) => hours.to > hours.from, { path: ['to'], message: t('These hours must end after they begin') })

const Cap = z.object({
  /** All of them together where none is named. */
  channel: Channel.optional(),
  per: z.enum(['day', 'week']),
  most: z.number().int().min(1).max(100),
})

/** What holds for every touch of a person outside, by whichever flow. */
export const GateRules = z.object({
  hours: z.array(Hours).max(200),
  caps: z.array(Cap).max(20),
  /** Between two messages that flows send to one person, whatever the channel. */
  gapMinutes: z.number().int().min(0).max(10_000),
  /** After a colleague was in touch, nothing goes by itself for so many working days. */
  afterHumanDays: z.number().min(0).max(30),
  /** People of one company that flows write to on one day; 0: as many as there are. What a contract makes necessary does not count. */
  peoplePerCompany: z.number().int().min(0).max(1_000).default(0),
  /** Purposes that do not wait for that: what a contract makes necessary, for example. */
  neverHeldByPeople: z.array(Purpose).max(3),
})
export type GateRules = z.infer<typeof GateRules>

/**
 * What holds until somebody says otherwise. Text messages and calls: 8 to 21 in the United States (47 CFR 64.1200(c)(1)), until 20 in states whose own law says so
 * (Florida Stat. 501.616(6), Oklahoma 15 O.S. 775C.4, Maryland Com. Law 14-4402, Washington RCW 80.36.390); elsewhere 9 to 20.
 */
export const standardGateRules: GateRules = {
  hours: [
    { channels: ['sms', 'call'], from: '08:00', to: '21:00' },
    ...['US-FL', 'US-OK', 'US-MD', 'US-WA'].map((region) => ({ channels: ['sms', 'call'] as const satisfies string[] as ('sms' | 'call')[], region, from: '08:00', to: '20:00' })),
    { channels: ['email'], from: '07:00', to: '21:00' },
  ],
  caps: [
    { channel: 'email', per: 'day', most: 1 },
    { channel: 'email', per: 'week', most: 3 },
    { channel: 'sms', per: 'week', most: 1 },
    { per: 'day', most: 2 },
  ],
  gapMinutes: 30,
  afterHumanDays: 3,
  peoplePerCompany: 0,
  neverHeldByPeople: ['contract'],
}
