import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type KeptLayer, type RotaView, rotasApi } from '../api/rotas'
import { Sheet } from '../parts/Sheet'
import { Who } from '../parts/Who'
import { t } from '../words/t'
import { LayerSheet } from './LayerSheet'
import { layerWords } from './rota-words'
import { useChangeRota } from './use-change-rota'

/** The layers from the top, each with its people in order, and what can be done to it. */
export function LayerList({ rota, mayChange }: { rota: RotaView; mayChange: boolean }) {
  const change = useChangeRota()
  const [edited, setEdited] = useState<KeptLayer>()
  const [leaving, setLeaving] = useState<KeptLayer>()
  const ids = rota.layers.map(({ id }) => id)
  const move = (from: number, to: number) => {
    const layerIds = [...ids]
    layerIds.splice(to, 0, ...layerIds.splice(from, 1))
    change.mutate({ act: () => rotasApi.orderLayers(rota.id, layerIds), said: t('Layer {from} is layer {to} now.', { from: from + 1, to: to + 1 }) })
  }
  return (
    <ol className="layers">
      {rota.layers.map((layer, index) => {
        const number = index + 1
        return (
          <li key={layer.id}>
            <span className="lab num">{t('Layer {number}', { number })}</span>
            <div>
              <p className="flex flex-wrap gap-x-4 gap-y-1">
                {layer.people.map((person, turn) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: somebody may have two turns, and a turn has no other name
                  <span key={`${person}-${turn}`} className="inline-flex items-center gap-2"><Who name={rota.people[person]?.name ?? t('Somebody')} />{rota.people[person]?.isHere === false && <span className="chip sm warn">{t('has left')}</span>}</span>
                ))}
              </p>
              {layerWords(layer).map((words) => <p key={words} className="soft">{words}</p>)}
            </div>
            {mayChange && (
              <span className="flex gap-1">
                <button type="button" className="btn xs icon plain" aria-label={t('Layer {number} up', { number })} disabled={index === 0 || change.isPending} onClick={() => move(index, index - 1)}><ArrowUp aria-hidden="true" /></button>
                <button type="button" className="btn xs icon plain" aria-label={t('Layer {number} down', { number })} disabled={index === ids.length - 1 || change.isPending} onClick={() => move(index, index + 1)}><ArrowDown aria-hidden="true" /></button>
                <button type="button" className="btn xs icon plain" aria-label={t('Change layer {number}', { number })} onClick={() => setEdited(layer)}><Pencil aria-hidden="true" /></button>
                <button type="button" className="btn xs icon plain" aria-label={t('Remove layer {number}', { number })} onClick={() => setLeaving(layer)}><Trash2 aria-hidden="true" /></button>
              </span>
            )}
          </li>
        )
      })}
      {edited && <LayerSheet rota={rota} layer={edited} onClose={() => setEdited(undefined)} />}
      {leaving && (
        <Sheet
          title={t('Remove this layer?')}
          onClose={() => setLeaving(undefined)}
          foot={
            <>
              <button type="button" className="btn" onClick={() => setLeaving(undefined)}>{t('Keep it')}</button>
              <button type="button" className="btn danger" onClick={() => change.mutate({ act: () => rotasApi.removeLayer(rota.id, leaving.id), said: t('The layer is gone.'), done: () => setLeaving(undefined) })}>{t('Remove it')}</button>
            </>
          }
        >
          <p>{t('The turns of {names} in it end. The layers below are asked instead.', { names: [...new Set(leaving.people)].map((person) => rota.people[person]?.name ?? t('Somebody')).join(', ') })}</p>
          {rota.layers.length === 1 && <p>{t('It is the only layer: nobody is on duty then, and leads go to the managers above.')}</p>}
        </Sheet>
      )}
    </ol>
  )
}
