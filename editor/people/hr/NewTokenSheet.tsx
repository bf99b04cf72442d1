import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { hrApi, scimAccessQuery } from '../../api/hr'
import { CopyField } from '../../parts/CopyField'
import { Sheet } from '../../parts/Sheet'
import { t } from '../../words/t'

/** Makes a token for an HR system and shows it, this once. */
export function NewTokenSheet({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const make = useMutation({ mutationFn: hrApi.makeToken, onSuccess: () => client.invalidateQueries({ queryKey: scimAccessQuery.queryKey }) })
  if (make.data) {
    return (
      <Sheet title={t('The token for {name}', { name })} onClose={onClose} foot={<button type="button" className="btn" onClick={onClose}>{t('Close')}</button>}>
        <p>{t('Enter it in the HR system, as its secret or bearer token. It is not shown again.')}</p>
        <CopyField value={make.data.token} label={t('The token')} copied={t('The token is copied.')} isMain />
      </Sheet>
    )
  }
  return (
    <Sheet
      title={t('New token')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form="token-form" className="btn solid" disabled={make.isPending}>{t('Make a token')}</button>
        </>
      }
    >
      <form id="token-form" className="stack" onSubmit={(event) => { event.preventDefault(); make.mutate(name) }}>
        <div>
          <label className="lab" htmlFor="token-name">{t('Which HR system is it for?')}</label>
          <input id="token-name" className="field" required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
        </div>
        {make.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{make.error.message}</p>}
      </form>
    </Sheet>
  )
}
