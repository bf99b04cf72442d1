import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { placesQuery } from '../api/queries'
import { type NewSourceKind, sourcesApi, sourcesQuery } from '../api/sources'
import { CopyField } from '../parts/CopyField'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'
import { newKindWords } from './source-words'

/** Makes a source and shows its secret, this once. */
export function NewSourceSheet({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const [source, setSource] = useState<{ name: string; kind: NewSourceKind }>({ name: '', kind: 'path-webhook' })
  const make = useMutation({ mutationFn: sourcesApi.create, onSuccess: () => Promise.all([sourcesQuery, placesQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey }))) })
  if (make.data) {
    const { secret, address } = make.data
    return (
      <Sheet title={t('{source} can send', { source: source.name })} onClose={onClose} foot={<button type="button" className="btn" onClick={onClose}>{t('Close')}</button>}>
        <div>
          <span className="lab" aria-hidden="true">{t('Where it sends to')}</span>
          <CopyField value={address ?? ''} label={t('Where it sends to')} copied={t('The address is copied.')} isMain={source.kind === 'path-webhook'} />
        </div>
        {source.kind !== 'path-webhook' && (
          <div>
            <span className="lab" aria-hidden="true">{source.kind === 'api' ? t('The token') : t('The signing secret')}</span>
            <CopyField value={secret} label={source.kind === 'api' ? t('The token') : t('The signing secret')} copied={t('The secret is copied.')} isMain />
          </div>
        )}
        <p>{source.kind === 'path-webhook' ? t('The address is the secret. It is not shown again.') : t('It is not shown again.')}</p>
      </Sheet>
    )
  }
  return (
    <Sheet
      title={t('New source')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form="source-form" className="btn solid" disabled={make.isPending}>{t('Make it')}</button>
        </>
      }
    >
      <form id="source-form" className="stack" onSubmit={(event) => { event.preventDefault(); make.mutate(source) }}>
        <div>
          <label className="lab" htmlFor="source-name">{t('Name')}</label>
          <input id="source-name" className="field" required maxLength={120} placeholder={t('Such as “Website form”')} value={source.name} onChange={(event) => setSource({ ...source, name: event.target.value })} />
        </div>
        <fieldset className="grid gap-2">
          <legend className="lab" style={{ padding: 0 }}>{t('How do leads come?')}</legend>
          {(Object.keys(newKindWords) as NewSourceKind[]).map((kind) => (
            <label key={kind} className="flex gap-2 items-start">
              <input type="radio" className="radio" style={{ marginTop: 2 }} name="source-kind" checked={source.kind === kind} onChange={() => setSource({ ...source, kind })} />
              <span>{newKindWords[kind].words}<span className="help block" style={{ marginTop: 1 }}>{newKindWords[kind].help}</span></span>
            </label>
          ))}
        </fieldset>
        <p className="help">{t('A list is imported at Records → Imports. A lead that names its own source, as “source”, counts for that one.')}</p>
        {make.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{make.error.message}</p>}
      </form>
    </Sheet>
  )
}
