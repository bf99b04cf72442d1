import type { z } from 'zod'
import { subjectFor } from '../../revops/about'
import { renderText } from '../../revops/text'
import { textScope } from '../../revops/text-scope'
import type { RecordActivity } from '../../sdk/handlers'
import { NodeError } from '../../sdk/node-error'
import type { addNote } from './definition'

const mostCharacters = 20_000

/** A text that comes out empty (all its fields are missing) is no note. */
export const runAddNote: RecordActivity<z.output<typeof addNote.params>> = (context, services) => {
  const { params, run } = context
  const subject = subjectFor(context, params.about)
  if (subject.type !== 'lead') throw new NodeError('no-lead', 'This run is about nothing in particular, so there is nothing to put a note at. Use the step for leads, or within “For each”.')
  const text = renderText(params.text, textScope(context)).trim().slice(0, mostCharacters)
  if (text === '') return { outlet: 'added', reason: { isEmpty: true } }
  return { outlet: 'added', output: services.notes.add({ subject, runId: run.id, text }) }
}
