import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { LeadView } from '../../api/leads'
import { Sheet } from '../../parts/Sheet'
import { t } from '../../words/t'

/** Asks what a view is to be called and who sees it. */
export function ViewSheet({ view, onClose, onSave }: { view: LeadView | undefined; onClose: () => void; onSave: (view: { name: string; isShared: boolean }) => Promise<void> }) {
  const id = useId()
  const [name, setName] = useState(view?.name ?? '')
  const [isShared, setShared] = useState(view?.isShared ?? false)
  const save = useMutation({ mutationFn: onSave })
  return (
    <Sheet
      title={view ? t('Rename the view') : t('Save as a view')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form={id} className="btn solid" disabled={name.trim() === '' || save.isPending}>{t('Save')}</button>
        </>
      }
    >
      <form
        id={id}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({ name: name.trim(), isShared })
        }}
      >
        <div>
          <label className="lab" htmlFor={`${id}-name`}>{t('Name of the view')}</label>
          <input id={`${id}-name`} className="field" value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
          {save.isError && <p className="wrong-words">{save.error.message}</p>}
        </div>
        <label className="flex items-center gap-2"><input type="checkbox" className="check" checked={isShared} onChange={(event) => setShared(event.target.checked)} /> {t('Everybody sees it')}</label>
        <p className="help">{t('A view keeps filters, order and columns. The address of the page holds them too: whoever you send it to sees the same.')}</p>
      </form>
    </Sheet>
  )
}
