import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Example, trying } from '../api/trying'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'

/** Gives an example another name. */
export function RenameSheet({ example, onClose, onRenamed }: { example: Example; onClose: () => void; onRenamed: () => Promise<unknown> }) {
  const [name, setName] = useState(example.name)
  const rename = useMutation({
    mutationFn: () => trying.rename(example.id, name.trim()),
    onSuccess: async () => {
      await onRenamed()
      onClose()
    },
  })
  return (
    <Sheet
      title={t('Rename the example')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form="rename-example" className="btn solid" disabled={rename.isPending || name.trim() === ''}>{t('Rename')}</button>
        </>
      }
    >
      <form
        id="rename-example"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') rename.mutate()
        }}
      >
        <label className="lab" htmlFor="new-example-name">{t('Name of the example')}</label>
        <input id="new-example-name" className="field" maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
        {rename.error && <p className="wrong-words" role="alert">{rename.error.message}</p>}
      </form>
    </Sheet>
  )
}
