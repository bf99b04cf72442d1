import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { examplesQuery, trying } from '../api/trying'
import { Sheet } from '../parts/Sheet'
import { useToasts } from '../parts/toasts'
import { t } from '../words/t'
import type { Trying } from './try-store'

/** Keeps what is tried under a name, with all that was answered. What comes of it is what is expected from then on. */
export function SaveSheet({ open, onClose }: { open: Trying; onClose: () => void }) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const save = useMutation({
    mutationFn: () => trying.save({ flowId: open.flowId, name: name.trim(), scenario: { ...open.scenario, acts: open.acts }, document: open.document }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: examplesQuery(open.flowId).queryKey })
      useToasts.getState().say(t('“{name}” is saved. It is run again before each publishing.', { name: name.trim() }))
      onClose()
    },
  })
  return (
    <Sheet
      title={t('Save as example')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form="save-example" className="btn solid" disabled={save.isPending || name.trim() === ''}>{t('Save')}</button>
        </>
      }
    >
      <p>{t('The lead, the circumstances and what you answered are kept. The way it then takes to its end, who gets it and who is told is what is expected from now on.')}</p>
      <form
        id="save-example"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') save.mutate()
        }}
      >
        <label className="lab" htmlFor="example-name">{t('Name of the example')}</label>
        <input id="example-name" className="field" maxLength={120} value={name} placeholder={t('The second rep takes it')} onChange={(event) => setName(event.target.value)} />
        {save.error && <p className="wrong-words" role="alert">{save.error.message}</p>}
      </form>
    </Sheet>
  )
}
