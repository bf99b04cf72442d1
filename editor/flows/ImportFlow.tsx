import { useQueryClient } from '@tanstack/react-query'
import { CircleAlert, FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import type { FlowDocument } from '#engine/graph/flow'
import type { FlowReference } from '#engine/graph/flow-references'
import { placesQuery } from '../api/queries'
import type { FlowReferences } from '../api/types'
import { Sheet } from '../parts/Sheet'
import { sayError } from '../parts/toasts'
import { t } from '../words/t'
import { MissingReferences } from './MissingReferences'
import { useCreateFlow } from './use-create-flow'

const maxBytes = 2_000_000

/** Opens a flow from a file that was exported before, here or elsewhere. Says what is wrong with one that is not, and asks for what it refers to. */
export function ImportFlow() {
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState<{ file: string; problems: string[] }>()
  const [asked, setAsked] = useState<{ flow: FlowDocument; missing: FlowReference[]; references: FlowReferences }>()
  const create = useCreateFlow()

  const read = async (file: File) => {
    if (file.size > 2 * maxBytes) return setRefused({ file: file.name, problems: [t('The file has {size} MB; a flow has at most 2 MB.', { size: (file.size / 1e6).toFixed(1) })] })
    const [{ readFlowFile }, { references }] = await Promise.all([import('./read-flow-file'), client.fetchQuery(placesQuery)])
    const found = readFlowFile(await file.text(), references)
    if (!found.ok) setRefused({ file: file.name, problems: found.problems })
    else if (found.missing.length === 0) create.fromFile(found.flow)
    else setAsked({ flow: found.flow, missing: found.missing, references })
  }
  return (
    <>
      <button type="button" className="btn sm" onClick={() => input.current?.click()}>
        <FileUp aria-hidden="true" /> {t('Import')}
      </button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label={t('A file with a flow')}
        onChange={(event) => {
          const file = event.target.files?.[0]
          // Emptied, so that choosing the same file again (mended meanwhile) is a change.
          event.target.value = ''
          if (file) read(file).catch(sayError)
        }}
      />
      {asked && <MissingReferences {...asked} onClose={() => setAsked(undefined)} onImport={(flow) => { setAsked(undefined); create.fromFile(flow) }} />}
      {refused && (
        <Sheet
          title={t('“{file}” was not imported', { file: refused.file })}
          onClose={() => setRefused(undefined)}
          foot={
            <>
              <button type="button" className="btn" onClick={() => setRefused(undefined)}>{t('Close')}</button>
              <button type="button" className="btn solid" onClick={() => { setRefused(undefined); input.current?.click() }}>{t('Choose another file')}</button>
            </>
          }
        >
          <p>{t('Nothing was changed here. What is wrong with the file:')}</p>
          <ul className="grid gap-2">
            {refused.problems.map((problem) => (
              <li key={problem} className="flex gap-2 text-bad-text">
                <CircleAlert className="s" style={{ marginTop: 3 }} aria-hidden="true" /> {problem}
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  )
}
