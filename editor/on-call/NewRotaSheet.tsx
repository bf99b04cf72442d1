import { useState } from 'react'
import { rotasApi } from '../api/rotas'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'
import { OrderedPeople } from './OrderedPeople'
import { useChangeRota } from './use-change-rota'

export function NewRotaSheet({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const [name, setName] = useState('')
  const [people, setPeople] = useState<string[]>([])
  const change = useChangeRota()
  const make = () => change.mutate({ act: async () => onMade((await rotasApi.make({ name: name.trim(), people })).id), said: t('The rota is made.') })
  return (
    <Sheet
      title={t('New rota')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="button" className="btn solid" disabled={name.trim() === '' || people.length === 0 || change.isPending} onClick={make}>{t('Make the rota')}</button>
        </>
      }
    >
      <div>
        <label className="lab" htmlFor="rota-name">{t('Name')}</label>
        <input id="rota-name" className="field" maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
      </div>
      <div>
        <span className="lab">{t('Who takes turns')}</span>
        <OrderedPeople people={people} onChange={setPeople} />
        <p className="help">{t('A week each, from now on, changing on Monday at 9. All of that can be changed afterwards.')}</p>
      </div>
    </Sheet>
  )
}
