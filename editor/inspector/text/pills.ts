import { type EditorState, type Extension, Facet, type Range, RangeSet, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, keymap, WidgetType } from '@codemirror/view'
import { textFilters } from '#nodes/revops/text-problems'
import { t } from '../../words/t'
import { type FieldChoice, fieldLabel, isKnownField } from '../field-choice'

/** The fields that a text may name; their words stand on the pills. */
export const knownFields = Facet.define<readonly FieldChoice[], readonly FieldChoice[]>({ combine: (values) => values[0] ?? [] })

/** `{{ lead.name }}` and `{{ lead.name | upcase }}`; whatever is more than one field stays Liquid to be read as such. */
const output = /\{\{-?\s*([A-Za-z_][A-Za-z0-9_]*(?:[.[][A-Za-z0-9_\-\]"']+)*)\s*((?:\|[^{}]*?)?)\s*-?\}\}/g
const tag = /\{%.*?%\}|\{\{.*?\}\}/gs

class Pill extends WidgetType {
  constructor(
    private readonly label: string,
    private readonly filters: string,
    private readonly isKnown: boolean,
    private readonly source: string,
  ) {
    super()
  }
  override eq(other: Pill): boolean {
    return other.label === this.label && other.filters === this.filters && other.isKnown === this.isKnown && other.source === this.source
  }
  override toDOM(): HTMLElement {
    const pill = document.createElement('span')
    pill.className = this.isKnown ? 'pill' : 'pill unknown'
    pill.title = this.source
    pill.setAttribute('role', 'img')
    pill.setAttribute('aria-label', this.isKnown ? t('Field {label} {filters}', { label: this.label, filters: this.filters }) : t('Unknown field {label}', { label: this.label }))
    pill.append(this.label)
    if (this.filters !== '') {
      const small = document.createElement('small')
      small.textContent = this.filters
      pill.append(small)
    }
    return pill
  }
  override ignoreEvent(): boolean {
    return false
  }
}

interface Pills {
  pills: DecorationSet
  all: DecorationSet
}

const liquidTag = Decoration.mark({ class: 'liquid-tag' })

/** A pill whose inside holds the cursor stands as Liquid: it is being written, or somebody has opened it. */
function build(state: EditorState): Pills {
  const fields = state.facet(knownFields)
  const { head } = state.selection.main
  const text = state.doc.toString()
  const pills: Range<Decoration>[] = []
  for (const match of text.matchAll(output)) {
    const from = match.index
    const to = from + match[0].length
    const path = match[1] ?? ''
    const filters = (match[2] ?? '').trim()
    if ((head > from && head < to) || !areFilters(filters)) continue
    pills.push(Decoration.replace({ widget: new Pill(fieldLabel(path, fields), filters, isKnownField(path, fields), match[0]) }).range(from, to))
  }
  const set = RangeSet.of(pills)
  const tags = [...text.matchAll(tag)].map((match) => liquidTag.range(match.index, match.index + match[0].length))
  return { pills: set, all: set.update({ add: tags, sort: true }) }
}

/** What nobody knows stays readable, with its problem under it. */
function areFilters(filters: string): boolean {
  return [...filters.matchAll(/\|\s*([a-z_]*)/g)].every((match) => textFilters.includes(match[1] ?? ''))
}

const field = StateField.define<Pills>({
  create: build,
  update: (value, tr) => (tr.docChanged || tr.selection || tr.startState.facet(knownFields) !== tr.state.facet(knownFields) ? build(tr.state) : value),
  provide: (self) => [EditorView.decorations.from(self, (value) => value.all), EditorView.atomicRanges.of((view) => view.state.field(self).pills)],
})

/** Opens the pill at this place, or the one that ends or begins there. */
function openAt(view: EditorView, at: number): boolean {
  let found: { from: number; to: number } | undefined
  view.state.field(field).pills.between(at, at, (from, to) => {
    found = { from, to }
  })
  if (!found) return false
  // Behind the name, where a filter goes.
  const source = view.state.sliceDoc(found.from, found.to)
  view.dispatch({ selection: { anchor: found.from + source.replace(/\s*-?\}\}$/, '').length } })
  return true
}

/**
 * Fields in a text as pills with their names in words. A pill is stepped over and deleted as one; a double click or F2 beside it opens
 * it as Liquid. What is copied is the text itself.
 */
export const pills: Extension = [
  field,
  keymap.of([{ key: 'F2', run: (view) => openAt(view, view.state.selection.main.head) }]),
  EditorView.domEventHandlers({
    dblclick: (event, view) => (event.target instanceof HTMLElement && event.target.closest('.pill') ? openAt(view, view.posAtDOM(event.target.closest('.pill') as HTMLElement)) : false),
  }),
]
