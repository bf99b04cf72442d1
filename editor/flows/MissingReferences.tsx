import { useId, useState } from 'react'
import type { FlowDocument, ReferenceKind } from '#engine/graph/flow'
import type { FlowReference } from '#engine/graph/flow-references'
import { api } from '../api'
import type { FlowReferences } from '../api/types'
import { Sheet } from '../parts/Sheet'
import { sayError } from '../parts/toasts'
import { t } from '../words/t'
import { knownHere } from './known-here'

interface Props {
  flow: FlowDocument
  missing: FlowReference[]
  references: FlowReferences
  onClose: () => void
  onImport: (flow: FlowDocument) => void
}

const notHere: Record<ReferenceKind, (name: string) => string> = {
  team: (name) => t('Team “{name}” is not here', { name }),
  queue: (name) => t('Queue “{name}” is not here', { name }),
  rota: (name) => t('Rota “{name}” is not here', { name }),
  source: (name) => t('Source “{name}” is not here', { name }),
  flow: (name) => t('No published flow here is called “{name}”', { name }),
  connection: (name) => t('Connection “{name}” is not here', { name }),
  'message-template': (name) => t('Message template “{name}” is not here', { name }),
  person: (name) => t('“{name}” is not on the roster here', { name }),
}

/** Chosen instead of an id: something of that name is made. */
const makeIt = '+'

/** What a file refers to and this workspace does not have: for each a choice, or it is left open. */
export function MissingReferences({ flow, missing, references, onClose, onImport }: Props) {
  const id = useId()
  const [choices, setChoices] = useState<Record<string, string>>({})
  const [isBusy, setBusy] = useState(false)
  const known = knownHere(references)
  const labels = new Map(flow.nodes.map((node) => [node.id, node.label]))
  const open = missing.filter((each) => !choices[keyOf(each)]).length
  const take = async () => {
    setBusy(true)
    const made = { ...choices }
    for (const each of missing) {
      if (choices[keyOf(each)] === makeIt && (each.kind === 'team' || each.kind === 'queue')) made[keyOf(each)] = (await api.makePlace({ kind: each.kind, name: each.name ?? each.id, people: [] })).id
    }
    const { fillMissing } = await import('./read-flow-file')
    onImport(fillMissing(flow, made))
  }
  return (
    <Sheet
      title={t('“{name}” refers to what is not here', { name: flow.name })}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Do not import')}</button>
          <button type="button" className="btn solid" disabled={isBusy} onClick={() => take().catch((error: unknown) => { setBusy(false); sayError(error) })}>
            {open === 0 ? t('Import') : t('Import, {count} left open', { count: open })}
          </button>
        </>
      }
    >
      <p>{t('Choose something of yours for each. What is left open is shown as a problem on its steps; the flow cannot be published before it is settled.')}</p>
      {missing.map((each, index) => (
        <div key={keyOf(each)}>
          <label className="lab" htmlFor={`${id}-${index}`}>{notHere[each.kind](each.name ?? each.id)}</label>
          <select id={`${id}-${index}`} className="field" value={choices[keyOf(each)] ?? ''} onChange={(event) => setChoices({ ...choices, [keyOf(each)]: event.target.value })}>
            <option value="">{t('Leave it open')}</option>
            {known[each.kind].map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
            {(each.kind === 'team' || each.kind === 'queue') && each.name !== undefined && <option value={makeIt}>{t('Make “{name}”, empty', { name: each.name })}</option>}
          </select>
          <p className="help">{t('Used in: {steps}', { steps: each.nodes.map((node) => labels.get(node) ?? node).join(', ') })}</p>
        </div>
      ))}
    </Sheet>
  )
}

function keyOf({ kind, id }: FlowReference): string {
  return `${kind} ${id}`
}
