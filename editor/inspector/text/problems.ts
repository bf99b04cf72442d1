import { type Diagnostic, linter } from '@codemirror/lint'
import type { Extension } from '@codemirror/state'
import { findJsonProblems } from '#nodes/revops/json-text'
import { findTextProblems, type TextProblem } from '#nodes/revops/text-problems'
import type { FieldChoice } from '../field-choice'
import { knownFields } from './pills'

const pauseMs = 250

/** What is wrong with the text of a field, with the fields that exist there. */
export function problemsOf(text: string, fields: readonly FieldChoice[], isJson: boolean): TextProblem[] {
  const found = findTextProblems(text, new Set(fields.map((field) => field.path)))
  return isJson && !found.some((each) => each.severity === 'error') ? [...found, ...findJsonProblems(text)] : found
}

/** Underlines problems where they are, with their words on hover. */
export const underlineProblems = (isJson: boolean): Extension =>
  linter(
    ({ state }) => problemsOf(state.doc.toString(), state.facet(knownFields), isJson).map(({ from, to, severity, message }): Diagnostic => ({ from, to, severity, message })),
    { delay: pauseMs, needsRefresh: (update) => update.startState.facet(knownFields) !== update.state.facet(knownFields) },
  )
