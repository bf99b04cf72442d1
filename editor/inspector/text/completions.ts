import { type Completion, type CompletionContext, type CompletionResult, startCompletion } from '@codemirror/autocomplete'
import type { EditorView } from '@codemirror/view'
import { textFilters, textTags } from '#nodes/revops/text-problems'
import { t } from '../../words/t'
import { exampleWords } from '../example-words'
import { type FieldChoice, wordOf } from '../field-choice'
import { knownFields } from './pills'

const lookedBack = 300

/** The end that tags with a body need. */
const bodies = ['if', 'unless', 'for', 'case', 'capture', 'comment', 'raw', 'tablerow']

const filterHelp: Record<string, string> = {
  default: t('Another text where the field is empty'), json: t('With quotes, for JSON'), upcase: t('In capitals'), downcase: t('In small letters'), capitalize: t('First letter as a capital'),
  date: t('A date as you like it, such as "%d.%m.%Y"'), url_encode: t('For a web address'), escape: t('For HTML'), join: t('A list with a sign between'), truncate: t('At most so many letters'),
  round: t('Rounded'), size: t('How many there are'), strip: t('Without spaces around it'), replace: t('One text for another'), first: t('The first of a list'), last: t('The last of a list'),
}

/** What can be written here: a field, a filter behind a bar, a tag within `{% %}`. With Ctrl and Space a field at any place. */
export const liquidCompletions = (isJson: boolean) => (context: CompletionContext): CompletionResult | null => {
  const { state, pos } = context
  const before = state.sliceDoc(Math.max(0, pos - lookedBack), pos)
  const fields = state.facet(knownFields)

  const filter = /(?:\{\{|\{%)[^{}%]*\|\s*([a-z_]*)$/.exec(before)
  if (filter) return { from: pos - (filter[1] ?? '').length, options: textFilters.map((label) => ({ label, type: 'function', ...(filterHelp[label] && { detail: filterHelp[label], boost: 1 }) })), validFor: /^[a-z_]*$/ }

  const inOutput = /\{\{-?\s*([\w.-]*)$/.exec(before)
  if (inOutput) return { from: pos - (inOutput[1] ?? '').length, options: fields.map((field) => option(field, (view, from, to) => putIn(view, field.path, from, to, isJson))), validFor: /^[\w.-]*$/ }

  const inTag = /\{%-?\s*(?:if|elsif|unless|case|when|for\s+\w+\s+in|assign\s+\w+\s*=|capture)\s(?:[^%}]*[\s=<>(,])?([\w.-]*)$/.exec(before)
  if (inTag) return { from: pos - (inTag[1] ?? '').length, options: fields.map((field) => option(field)), validFor: /^[\w.-]*$/ }

  const tag = /\{%-?\s*([a-z]*)$/.exec(before)
  if (tag) return { from: pos - (tag[1] ?? '').length, options: textTags.map((label) => ({ label, type: 'keyword', apply: (view, _completion, from, to) => putTag(view, label, from, to) })), validFor: /^[a-z]*$/ }

  if (!context.explicit) return null
  return { from: pos, options: fields.map((field) => option(field, (view, from, to) => insert(view, wordOf(field.path, isJson), from, to))) }
}

function option(field: FieldChoice, put?: (view: EditorView, from: number, to: number) => void): Completion {
  // Found by its name in words as well as by its path, whichever is being written.
  return { label: `${field.path} ${field.label}`, displayLabel: field.label, detail: exampleWords(field), type: 'variable', apply: put ? (view, _completion, from, to) => put(view, from, to) : field.path }
}

/** Closes the braces too, unless they are closed already. */
function putIn(view: EditorView, path: string, from: number, to: number, isJson: boolean): void {
  const closing = /^\s*-?\}\}/.exec(view.state.sliceDoc(to, to + 20))?.[0]
  insert(view, closing === undefined ? `${path}${isJson ? ' | json' : ''} }}` : path, from, to)
}

function putTag(view: EditorView, tag: string, from: number, to: number): void {
  const isClosed = /^[^{]*%\}/.test(view.state.sliceDoc(to, to + 40))
  const needsWords = !['else', 'break', 'continue', 'raw', 'comment'].includes(tag) && !tag.startsWith('end')
  const head = `${tag}${needsWords ? ' ' : ''}`
  const end = isClosed ? '' : `${needsWords ? '' : ' '} %}`.replace(/^ +/, ' ') + (bodies.includes(tag) ? `{% end${tag} %}` : '')
  view.dispatch({ changes: { from, to, insert: head + end }, selection: { anchor: from + head.length }, userEvent: 'input.complete' })
  if (needsWords) startCompletion(view)
}

function insert(view: EditorView, text: string, from: number, to: number): void {
  view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length }, userEvent: 'input.complete' })
}
