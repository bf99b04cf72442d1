import { X } from 'lucide-react'
import { momentWords } from '#nodes/revops/moment-words'
import { type RotaView, rotasApi } from '../api/rotas'
import { Who } from '../parts/Who'
import { t } from '../words/t'
import { useChangeRota } from './use-change-rota'

/** Who stands in from when until when, the next first. */
export function OverrideList({ rota, mayChange }: { rota: RotaView; mayChange: boolean }) {
  const change = useChangeRota()
  const nameOf = (person: string) => rota.people[person]?.name ?? t('Somebody')
  return (
    <ul className="layers">
      {[...rota.overrides].sort((one, other) => one.startsAt - other.startsAt).map(({ id, personId, startsAt, endsAt }) => (
        <li key={id}>
          <Who name={nameOf(personId)} />
          <p className="soft">{t('{from} to {to}', { from: momentWords(startsAt, rota.zone), to: momentWords(endsAt, rota.zone) })}</p>
          {mayChange && <button type="button" className="btn xs icon plain" aria-label={t('{name} does not stand in', { name: nameOf(personId) })} onClick={() => change.mutate({ act: () => rotasApi.removeOverride(rota.id, id), said: t('{name} does not stand in any more.', { name: nameOf(personId) }) })}><X aria-hidden="true" /></button>}
        </li>
      ))}
    </ul>
  )
}
