import { z } from 'zod'
import type { StepContext, Subject } from '../sdk/context'
import { NodeError } from '../sdk/node-error'
import { t } from '../sdk/t'

/** For whom a step does what it does: the run's own lead, or within a "for each" that of the round. */
export const About = z.enum(['this', 'item']).default('this')

export const aboutNames = [t('The lead of this run'), t('The lead of this round of “For each”')]

/** The record that a step with `about` concerns. Throws a NodeError outside of a round over leads. */
export function subjectFor({ subject, item }: StepContext, about: z.output<typeof About>): Subject {
  if (about === 'this') return subject
  if (item?.subject) return item.subject
  throw new NodeError('no-item', 'This step is meant for the lead of a round of “For each”, and stands in no such round. Put it within one that goes over leads, or choose the lead of this run.')
}
