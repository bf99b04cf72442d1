import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { serverNow } from '../api/clock'
import { placesQuery } from '../api/queries'
import { type RotaView, rotasApi } from '../api/rotas'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'
import { MomentField } from './MomentField'
import { useChangeRota } from './use-change-rota'

export interface Cover {
  startsAt: number
  endsAt: number
  /** Who would be on duty; undefined in a hole. */
  personId?: string
}

/** Asks who is on duty for a time instead of somebody, or where nobody is. */
export function OverrideSheet({ rota, cover, onClose }: { rota: RotaView; cover: Cover; onClose: () => void }) {
  const { data } = useQuery(placesQuery)
  const change = useChangeRota()
  const [personId, setPersonId] = useState('')
  const [startsAt, setStartsAt] = useState(cover.startsAt)
  const [endsAt, setEndsAt] = useState(cover.endsAt)
  const people = data?.references.people.filter(({ id }) => id !== cover.personId) ?? []
  const name = cover.personId === undefined ? undefined : rota.people[cover.personId]?.name
  const wrong = endsAt <= startsAt ? t('It must end after it begins.') : endsAt <= serverNow() ? t('This time is over already.') : undefined
  const add = () =>
    change.mutate({ act: () => rotasApi.addOverride(rota.id, { personId, startsAt, endsAt }), said: t('{name} is on duty then.', { name: people.find(({ id }) => id === personId)?.name ?? '' }), done: onClose })
  return (
    <Sheet
      className="roomy"
      title={name ? t('Who covers for {name}?', { name }) : t('Who is on duty then?')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="button" className="btn solid" disabled={personId === '' || wrong !== undefined || change.isPending} onClick={add}>{t('Put on duty')}</button>
        </>
      }
    >
      <div>
        <label className="lab" htmlFor="override-who">{t('Who')}</label>
        <select id="override-who" className="field" value={personId} onChange={(event) => setPersonId(event.target.value)}>
          <option value="">{t('Choose somebody')}</option>
          {people.map((each) => <option key={each.id} value={each.id}>{each.name}</option>)}
        </select>
      </div>
      <div className="two-fields">
        <MomentField label={t('From')} at={startsAt} zone={rota.zone} onChange={setStartsAt} />
        <MomentField label={t('Until')} at={endsAt} zone={rota.zone} onChange={setEndsAt} />
      </div>
      {wrong ? <p className="wrong-words" role="alert">{wrong}</p> : <p className="help">{t('Times in {zone}. It counts before all layers, as long as the person is there.', { zone: rota.zone })}</p>}
    </Sheet>
  )
}
