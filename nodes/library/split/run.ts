import type { z } from 'zod'
import { shareOf } from '../../revops/share-of'
import { readField } from '../../revops/read-field'
import type { BranchRun } from '../../sdk/handlers'
import type { split } from './definition'

/**
 * By chance, and always the same: a number from 0 to 100 follows from the flow, the step and the person (over all their leads), and the shares in their order
 * say whose it is. Without a person the subject takes their place.
 */
export const runSplit: BranchRun<z.output<typeof split.params>> = ({ params, record, subject, run, step }) => {
  const contact = readField(record, 'contact.id')
  const point = shareOf(run.flowId, step.nodeId, typeof contact === 'string' ? contact : subject.id) * 100
  const upTo = params.ways.map((_way, index) => params.ways.slice(0, index + 1).reduce((sum, { share }) => sum + share, 0))
  // Shares such as 33.3 may come to a hair less than 100.
  const taken = params.ways.find((_way, index) => (upTo[index] ?? 0) > point) ?? params.ways.findLast(({ share }) => share > 0)
  return { outlet: taken?.id ?? '', reason: { way: taken?.name ?? '', share: taken?.share ?? 0, drawn: Math.round(point * 100) / 100 } }
}
