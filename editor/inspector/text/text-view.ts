import { autocompletion, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, tooltips } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { t } from '../../words/t'
import type { FieldChoice } from '../field-choice'
import { liquidCompletions } from './completions'
import { knownFields, pills } from './pills'
import { underlineProblems } from './problems'

/** A line, a text of several lines, or JSON; each with fields in it. */
export type TextKind = 'line' | 'long' | 'json'

interface Options {
  parent: HTMLElement
  text: string
  kind: TextKind
  fields: readonly FieldChoice[]
  attributes: Record<string, string>
  onChange(text: string): void
}

const colours = HighlightStyle.define([
  { tag: tags.propertyName, class: 'json-name' },
  { tag: tags.string, class: 'json-text' },
  { tag: [tags.number, tags.bool, tags.null], class: 'json-value' },
])

/** Enter and pasted line ends have no meaning in a line. */
const oneLine: Extension = [
  keymap.of([{ key: 'Enter', run: () => true }]),
  EditorView.clipboardInputFilter.of((text) => text.replace(/\s*\n\s*/g, ' ')),
]

const jsonParts: Extension = [json(), syntaxHighlighting(colours), bracketMatching()]

/** An editor for a text with fields. Tab always leaves it: nobody is caught in it who has no mouse. */
export class TextView {
  private readonly view: EditorView
  private readonly fields = new Compartment()
  private readonly attributes = new Compartment()
  /** What was told and has not come back yet: it may come late, when more has been written. */
  private readonly told: string[] = []

  constructor({ parent, text, kind, fields, attributes, onChange }: Options) {
    const isJson = kind === 'json'
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          this.fields.of(knownFields.of(fields)),
          this.attributes.of(EditorView.contentAttributes.of(attributes)),
          kind === 'line' ? oneLine : [],
          isJson ? jsonParts : [],
          pills,
          // The list of words hangs on the page: panels cut off what reaches over their edge.
          tooltips({ parent: document.body }),
          autocompletion({ override: [liquidCompletions(isJson)], icons: false, tooltipClass: () => 'text-choices' }),
          underlineProblems(isJson),
          history(),
          drawSelection(),
          EditorView.lineWrapping,
          EditorState.phrases.of({ Completions: t('What can stand here'), Diagnostics: t('Problems') }),
          keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !update.transactions.some((each) => each.isUserEvent('outside'))) this.tell(update.state.doc.toString(), onChange)
          }),
        ],
      }),
    })
  }

  /** Takes over what was changed elsewhere, as by an undo of the flow. What is written here is not written again. */
  show(text: string): void {
    const { doc } = this.view.state
    const own = this.told.lastIndexOf(text)
    if (own >= 0) {
      this.told.splice(0, own + 1)
      return
    }
    if (doc.toString() === text) return
    this.view.dispatch({ changes: { from: 0, to: doc.length, insert: text }, userEvent: 'outside' })
  }

  know(fields: readonly FieldChoice[]): void {
    this.view.dispatch({ effects: this.fields.reconfigure(knownFields.of(fields)) })
  }

  describe(attributes: Record<string, string>): void {
    this.view.dispatch({ effects: this.attributes.reconfigure(EditorView.contentAttributes.of(attributes)) })
  }

  /** Puts a text in where the cursor stands, and goes on behind it. */
  insert(text: string): void {
    this.view.dispatch(this.view.state.replaceSelection(text), { userEvent: 'input' })
    this.view.focus()
  }

  private tell(text: string, onChange: (text: string) => void): void {
    this.told.push(text)
    onChange(text)
  }

  remove(): void {
    this.view.destroy()
  }
}
