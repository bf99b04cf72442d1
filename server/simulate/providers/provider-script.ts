import { z } from 'zod'

const Share = z.number().min(0, 'A share lies between 0 and 1').max(1, 'A share lies between 0 and 1')

const fields = {
  /** Everything is refused before anything was sent; it is tried again later. */
  down: z.boolean().optional(),
  /** Refused for good. */
  fails: Share.optional(),
  /** Refused for now. */
  retries: Share.optional(),
  /** Taken, and then no answer: nobody knows whether it arrived. It did. */
  timesOutAfterAccept: Share.optional(),
  /** How long an attempt takes. */
  seconds: z.number().min(0).max(3_600).optional(),
}

type Shares = { fails?: number | undefined; retries?: number | undefined; timesOutAfterAccept?: number | undefined }
const isWhole = ({ fails = 0, retries = 0, timesOutAfterAccept = 0 }: Shares) => fails + retries + timesOutAfterAccept <= 1
const tooMuch = { path: ['fails'], message: 'fails, retries and timesOutAfterAccept together are more than everything' }

/** How a way out behaves. Shares are of all attempts; what is left of them goes well. */
export const ProviderBehaviour = z.strictObject(fields).refine(isWhole, tooMuch)
export type ProviderBehaviour = z.infer<typeof ProviderBehaviour>

export const ProviderChannel = z.enum(['email', 'sms', 'webhook', 'slack', 'http'])
export type ProviderChannel = z.infer<typeof ProviderChannel>

const Instant = z.iso.datetime({ offset: true, error: 'Write times as 2027-03-01T08:00:00Z' })
/** A behaviour and when it holds: between two instants, or from the beginning, or to the end. */
const Period = z.strictObject({ ...fields, from: Instant.optional(), until: Instant.optional() }).refine(isWhole, tooMuch)

/** A file of failing providers: periods of behaviour for each channel. Where several hold, the last one counts. */
export const ProviderScript = z.partialRecord(ProviderChannel, z.array(Period).max(1_000))
export type ProviderScript = z.infer<typeof ProviderScript>
