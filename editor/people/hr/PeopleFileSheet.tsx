import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert, FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { hrApi, type RosterMode } from '../../api/hr'
import { rosterQuery } from '../../api/queries'
import { Sheet } from '../../parts/Sheet'
import { useToasts } from '../../parts/toasts'
import { t } from '../../words/t'
import { PreviewPeople } from './PreviewPeople'

/** A CSV of people: chosen, shown as it would come out, then done in one piece. */
export function PeopleFileSheet({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [mode, setMode] = useState<RosterMode>('partial')
  const [file, setFile] = useState<File>()
  const preview = useMutation({ mutationFn: ({ chosen, as }: { chosen: File; as: RosterMode }) => hrApi.previewPeople(chosen, as) })
  const bring = useMutation({
    mutationFn: (chosen: File) => hrApi.importPeople(chosen, mode),
    onSuccess: async (done) => {
      await Promise.all([client.invalidateQueries({ queryKey: ['hr'] }), client.invalidateQueries({ queryKey: rosterQuery.queryKey })])
      useToasts.getState().say('heldId' in done ? t('Nothing was changed: too many would leave. Decide on the page.') : t('{joined} joined, {changed} changed, {left} left.', { joined: done.joined, changed: done.changed, left: done.left }))
      onClose()
    },
  })
  const look = (chosen: File, as: RosterMode) => {
    setFile(chosen)
    setMode(as)
    bring.reset()
    preview.mutate({ chosen, as })
  }
  const shown = preview.data
  const mayBring = file && shown?.problems.length === 0 && !preview.isPending && shown.joins.length + shown.changes.length + shown.leaves.length > 0
  const error = bring.error ?? preview.error
  return (
    <Sheet
      title={t('Bring a file of people')}
      className="roomy"
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="button" className="btn solid" disabled={!mayBring || bring.isPending} onClick={() => file && bring.mutate(file)}>{t('Change the roster')}</button>
        </>
      }
    >
      <div className="stack">
        <p>{t('A CSV whose first row names the columns: Employee id, Name, E-mail, Team, Manager, Time zone, Active. Nothing is changed before you have seen what would be.')}</p>
        <fieldset className="grid gap-2">
          <legend className="lab" style={{ padding: 0 }}>{t('Who is in the file?')}</legend>
          {(Object.keys(modeWords) as RosterMode[]).map((each) => (
            <label key={each} className="flex gap-2 items-center">
              <input type="radio" name="roster-mode" checked={mode === each} onChange={() => (file ? look(file, each) : setMode(each))} /> {modeWords[each]}
            </label>
          ))}
        </fieldset>
        <div className="flex gap-2 items-center">
          <button type="button" className="btn" onClick={() => input.current?.click()}><FileUp aria-hidden="true" /> {file ? t('Choose another file') : t('Choose a file')}</button>
          {file && <span className="soft">{file.name}</span>}
        </div>
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          hidden
          aria-label={t('A CSV file with people')}
          onChange={(event) => {
            const chosen = event.target.files?.[0]
            // Emptied, so that choosing the same file again (mended meanwhile) is a change.
            event.target.value = ''
            if (chosen) look(chosen, mode)
          }}
        />
        {error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{error.message}</p>}
        {shown && !preview.isPending && !preview.error && <PreviewPeople preview={shown} />}
      </div>
    </Sheet>
  )
}

const modeWords: Record<RosterMode, string> = { partial: t('Some people: the others stay as they are'), full: t('All who work here: whoever is not in it leaves') }
