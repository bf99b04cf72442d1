import { useNavigate } from '@tanstack/react-router'
import { MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type RotaView, rotasApi } from '../api/rotas'
import { Menu } from '../parts/Menu'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'
import { useChangeRota } from './use-change-rota'

/** What is seldom done to a rota: another name, and deleting it. */
export function RotaMenu({ rota }: { rota: RotaView }) {
  const navigate = useNavigate()
  const change = useChangeRota()
  const [asked, setAsked] = useState<'rename' | 'delete'>()
  const [name, setName] = useState(rota.name)
  const close = () => setAsked(undefined)
  const items = [
    { key: 'rename', words: t('Rename'), icon: <Pencil className="s" aria-hidden="true" />, onChoose: () => { setName(rota.name); setAsked('rename') } },
    { key: 'delete', words: t('Delete'), icon: <Trash2 className="s" aria-hidden="true" />, onChoose: () => setAsked('delete') },
  ]
  return (
    <>
      <Menu label={t('More')} className="btn sm icon plain" button={<MoreHorizontal aria-hidden="true" />} items={items} />
      {asked === 'rename' && (
        <Sheet
          title={t('Rename the rota')}
          onClose={close}
          foot={
            <>
              <button type="button" className="btn" onClick={close}>{t('Not now')}</button>
              <button type="button" className="btn solid" disabled={name.trim() === '' || change.isPending} onClick={() => change.mutate({ act: () => rotasApi.rename(rota.id, name.trim()), said: t('The rota has its new name.'), done: close })}>{t('Rename')}</button>
            </>
          }
        >
          <div>
            <label className="lab" htmlFor="rota-new-name">{t('Name')}</label>
            <input id="rota-new-name" className="field" maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
          </div>
        </Sheet>
      )}
      {asked === 'delete' && (
        <Sheet
          title={t('Delete “{name}”?', { name: rota.name })}
          onClose={close}
          foot={
            <>
              <button type="button" className="btn" onClick={close}>{t('Keep it')}</button>
              <button type="button" className="btn danger" disabled={rota.usedBy.length > 0 || change.isPending} onClick={() => change.mutate({ act: () => rotasApi.remove(rota.id), said: t('The rota is deleted.'), done: () => void navigate({ to: '/records/on-call' }) })}>{t('Delete it')}</button>
            </>
          }
        >
          <p>{rota.usedBy.length > 0 ? t('It is used by {flows}. Choose another rota there and publish; then it can be deleted.', { flows: rota.usedBy.join(', ') }) : t('No published flow uses it. Leads of older runs that still come to it go to the managers above.')}</p>
        </Sheet>
      )}
    </>
  )
}
