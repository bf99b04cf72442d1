import { useId, useState } from 'react'
import { RotaLayer } from '#nodes/revops/rota'
import { serverNow } from '../api/clock'
import { type KeptLayer, type RotaView, rotasApi } from '../api/rotas'
import { Sheet } from '../parts/Sheet'
import { WeekdayButtons } from '../parts/WeekdayButtons'
import { ZoneField } from '../parts/ZoneField'
import { t } from '../words/t'
import { MomentField } from './MomentField'
import { OrderedPeople } from './OrderedPeople'
import { weekdayWords } from './rota-words'
import { useChangeRota } from './use-change-rota'

const workingHours = { weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }
const weekdays = [1, 2, 3, 4, 5, 6, 7]

/** Asks for the people and the turns of a layer that is new or changed. */
export function LayerSheet({ rota, layer, onClose }: { rota: RotaView; layer?: KeptLayer; onClose: () => void }) {
  const id = useId()
  const change = useChangeRota()
  const [made, setMade] = useState<RotaLayer>(() => {
    if (!layer) return { people: [], every: 'week', changesOn: 1, changesAt: '09:00', zone: rota.zone, startsAt: serverNow(), hours: null }
    const { id: _id, spans: _spans, ...kept } = layer
    return kept
  })
  const set = (next: Partial<RotaLayer>) => setMade((old) => ({ ...old, ...next }))
  const { hours } = made
  const isComplete = RotaLayer.safeParse(made).success
  // A time is asked for in a zone only when there is one, while it is being typed.
  const shownZone = RotaLayer.shape.zone.safeParse(made.zone).success ? made.zone : rota.zone
  const save = () => change.mutate({ act: () => (layer ? rotasApi.changeLayer(rota.id, layer.id, made) : rotasApi.addLayer(rota.id, made)), said: t('The layer is saved.'), done: onClose })
  return (
    <Sheet
      className="roomy"
      title={layer ? t('Change the layer') : t('New layer')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="button" className="btn solid" disabled={!isComplete || change.isPending} onClick={save}>{layer ? t('Save the layer') : t('Add the layer')}</button>
        </>
      }
    >
      <div>
        <span className="lab">{t('Who takes turns')}</span>
        <OrderedPeople people={made.people} names={Object.fromEntries(Object.entries(rota.people).map(([person, { name }]) => [person, name]))} onChange={(people) => set({ people })} />
        <p className="help">{layer ? t('Whoever’s turn it is keeps it. Who is away is passed over for as long.') : t('The first begins. Who is away is passed over for as long.')}</p>
      </div>
      <div className="two-fields">
        <div>
          <label className="lab" htmlFor={`${id}-every`}>{t('Each for')}</label>
          <select id={`${id}-every`} className="field" value={made.every} onChange={(event) => set({ every: event.target.value === 'day' ? 'day' : 'week' })}>
            <option value="week">{t('A week')}</option>
            <option value="day">{t('A day')}</option>
          </select>
        </div>
        {made.every === 'week' && (
          <div>
            <label className="lab" htmlFor={`${id}-on`}>{t('Changing on')}</label>
            <select id={`${id}-on`} className="field" value={made.changesOn} onChange={(event) => set({ changesOn: Number(event.target.value) })}>
              {weekdays.map((day) => <option key={day} value={day}>{weekdayWords(day)}</option>)}
            </select>
          </div>
        )}
        {(made.every === 'week' || !hours) && (
          <div>
            <label className="lab" htmlFor={`${id}-at`}>{t('Changing at')}</label>
            <input id={`${id}-at`} className="field num" type="time" value={made.changesAt} onChange={(event) => set({ changesAt: event.target.value })} />
          </div>
        )}
        <div>
          <span className="lab">{t('Whose clocks')}</span>
          <ZoneField zone={made.zone} onChange={(zone) => set({ zone })} />
        </div>
      </div>
      <MomentField label={t('From when on')} at={made.startsAt} zone={shownZone} onChange={(startsAt) => set({ startsAt })} />
      <div>
        <label className="flex items-center gap-2"><input type="checkbox" className="check" checked={hours !== null} onChange={(event) => set({ hours: event.target.checked ? workingHours : null })} /> {t('Only at some hours')}</label>
        {hours && (
          <fieldset className="duty-hours" aria-label={t('Only at some hours')}>
            <WeekdayButtons weekdays={hours.weekdays} onChange={(next) => set({ hours: { ...hours, weekdays: next } })} />
            <input className="field num" type="time" aria-label={t('From')} value={hours.from} onChange={(event) => set({ hours: { ...hours, from: event.target.value } })} />
            <input className="field num" type="time" aria-label={t('Until')} value={hours.to} onChange={(event) => set({ hours: { ...hours, to: event.target.value } })} />
            <p className="help">{hours.to > hours.from ? t('At other times the layers below are asked.') : t('Until the next day. At other times the layers below are asked.')}</p>
          </fieldset>
        )}
      </div>
    </Sheet>
  )
}
