import { parseFlowText } from '#engine/graph/parse-flow'
import { CircleAlert, FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { Sheet } from '../parts/Sheet'
import { useCreateFlow } from './use-create-flow'

/** Opens a flow from a file that was exported before, here or elsewhere. Says what is wrong with one that is not. */
export function ImportFlow() {
  const input = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState<{ file: string; problems: string[] }>()
  const create = useCreateFlow()

  const read = async (file: File) => {
    const parsed = parseFlowText(await file.text())
    if (parsed.ok) create.fromDocument(parsed.flow)
    else setRefused({ file: file.name, problems: parsed.problems })
  }
  return (
    <>
      <button type="button" className="btn sm" onClick={() => input.current?.click()}>
        <FileUp aria-hidden="true" /> Import
      </button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label="A file with a flow"
        onChange={(event) => {
          const file = event.target.files?.[0]
          // Emptied, so that choosing the same file again (mended meanwhile) is a change.
          event.target.value = ''
          if (file) void read(file)
        }}
      />
      {refused && (
        <Sheet
          title={`“${refused.file}” was not imported`}
          onClose={() => setRefused(undefined)}
          foot={
            <>
              <button type="button" className="btn" onClick={() => setRefused(undefined)}>Close</button>
              <button type="button" className="btn solid" onClick={() => { setRefused(undefined); input.current?.click() }}>Choose another file</button>
            </>
          }
        >
          <p>Nothing was changed here. What is wrong with the file:</p>
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
