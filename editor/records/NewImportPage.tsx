import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CircleAlert, FileSpreadsheet, FileUp } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { importQuery, uploadFile } from '../api/records'
import { Empty } from '../parts/states'
import { t } from '../words/t'
import { ImportFrame } from './ImportFrame'
import { sizeWords } from './import-words'
import { useMayImport } from './use-may-import'

const maxBytes = 200 * 1024 * 1024

/** The first step: a file is dropped or chosen, and sent. Nothing is imported yet. */
export function NewImportPage() {
  const mayImport = useMayImport()
  const client = useQueryClient()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const stop = useRef<AbortController | undefined>(undefined)
  const [file, setFile] = useState<File>()
  const [share, setShare] = useState(0)
  const [isOver, setOver] = useState(false)
  const upload = useMutation({
    mutationFn: (chosen: File) => {
      if (chosen.size === 0) throw new Error(t('The file is empty. Nothing was imported.'))
      if (chosen.size > maxBytes) throw new Error(t('The file has {size}; at most 200 MB are taken. Divide it into several files, each with the row that names the columns.', { size: sizeWords(chosen.size) }))
      stop.current = new AbortController()
      return uploadFile(chosen, setShare, stop.current.signal)
    },
    onSuccess: async (made) => {
      client.setQueryData(importQuery(made.id).queryKey, made)
      await navigate({ to: '/records/imports/$id', params: { id: made.id } })
    },
  })
  useEffect(() => () => stop.current?.abort(), [])
  const take = (chosen: File | undefined) => {
    if (!chosen) return
    setFile(chosen)
    setShare(0)
    upload.mutate(chosen)
  }

  if (!mayImport) return <ImportFrame title={t('Import a list')}><Empty icon={FileSpreadsheet} title={t('Imports are for managers and ops')}>{t('Ask one of them to import your list.')}</Empty></ImportFrame>
  return (
    <ImportFrame title={t('Import a list')} step={0}>
      <div className="import-narrow">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first */}
        <div
          className={`dropzone ${isOver ? 'over' : ''}`}
          onDragOver={(event) => { event.preventDefault(); setOver(true) }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => { event.preventDefault(); setOver(false); if (!upload.isPending) take(event.dataTransfer.files[0]) }}
        >
          {upload.isPending && file ? (
            <>
              <FileUp aria-hidden="true" />
              <h2>{share < 1 ? t('Sending {file}', { file: file.name }) : t('Reading {file}', { file: file.name })}</h2>
              <progress className="bar-progress" max={1} value={share} aria-label={t('How much of the file is sent')} />
              <p className="num">{t('{done} of {size}', { done: sizeWords(share * file.size), size: sizeWords(file.size) })}</p>
              <button type="button" className="btn" onClick={() => stop.current?.abort()}>{t('Stop')}</button>
            </>
          ) : (
            <>
              <FileSpreadsheet aria-hidden="true" />
              <h2>{t('Drop a CSV file here')}</h2>
              <p>{t('Its first row names the columns. From Excel: “Save as”, “CSV UTF-8”. At most 200 MB. Nothing is imported before you have seen how the rows come out.')}</p>
              <button type="button" className="btn solid" onClick={() => input.current?.click()}><FileUp aria-hidden="true" /> {t('Choose a file')}</button>
            </>
          )}
        </div>
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          hidden
          aria-label={t('A CSV file with leads')}
          onChange={(event) => {
            const chosen = event.target.files?.[0]
            // Emptied, so that choosing the same file again (mended meanwhile) is a change.
            event.target.value = ''
            take(chosen)
          }}
        />
        {upload.error && (
          <div className="notice bad" role="alert">
            <CircleAlert aria-hidden="true" /> <span>{file && <b>{file.name}: </b>}{upload.error.message}</span>
          </div>
        )}
      </div>
    </ImportFrame>
  )
}
