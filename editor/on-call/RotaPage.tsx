import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, ChevronLeft, ChevronRight, Plus, TriangleAlert, UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import type { DutySpan } from '#nodes/revops/duty-spans'
import { momentWords } from '#nodes/revops/moment-words'
import { serverNow } from '../api/clock'
import { type RotaView, rotaQuery } from '../api/rotas'
import { BarTools } from '../app/BarTools'
import { BoneRows, Failed } from '../parts/states'
import { Who } from '../parts/Who'
import { t } from '../words/t'
import { DutyStrip } from './DutyStrip'
import { LayerList } from './LayerList'
import { LayerSheet } from './LayerSheet'
import { OverrideList } from './OverrideList'
import { type Cover, OverrideSheet } from './OverrideSheet'
import { RotaMenu } from './RotaMenu'
import { holeWords } from './rota-words'
import { useMayChangeRotas } from './use-may-change-rotas'

/** One rota: who is on duty now and next, the coming weeks, its layers and who stands in. */
export function RotaPage() {
  const { id } = useParams({ from: '/frame/records/on-call/$id' })
  const [from, setFrom] = useState<number>()
  const rota = useQuery({ ...rotaQuery(id, from), placeholderData: keepPreviousData })
  const mayChange = useMayChangeRotas()
  const [isAdding, setAdding] = useState(false)
  const [cover, setCover] = useState<Cover>()
  const { data } = rota
  return (
    <main className="main">
      <header className="bar">
        <Link to="/records/on-call" className="btn icon plain" aria-label={t('Back to the rotas')} title={t('Back to the rotas')}><ArrowLeft aria-hidden="true" /></Link>
        <h1 className="truncate">{data?.name ?? t('Rota')}</h1>
        {data && <span className="quiet">{data.teamName}</span>}
        <div className="grow" />
        <BarTools />
        {data && mayChange && (
          <>
            <button type="button" className="btn sm" onClick={() => setAdding(true)}><Plus aria-hidden="true" /> {t('Add a layer')}</button>
            <button type="button" className="btn sm solid" onClick={() => setCover(coverOf({ from: serverNow(), to: serverNow() + 86_400_000 }))}><UserRoundPlus aria-hidden="true" /> {t('Add a stand-in')}</button>
            <RotaMenu rota={data} />
          </>
        )}
      </header>
      <div className="page">
        {rota.isPending ? <BoneRows rows={8} label={t('Reading the rota')} /> : rota.isError ? <Failed error={rota.error} what={t('The rota')} /> : (
          <>
            <Standing rota={rota.data} onCover={mayChange ? setCover : undefined} />
            <div className="strip-head">
              <h2>{t('The coming weeks')}</h2>
              <span className="quiet">{t('Times in {zone}', { zone: rota.data.zone })}</span>
              <span className="grow" />
              <button type="button" className="btn xs icon" aria-label={t('Four weeks earlier')} disabled={from === undefined} onClick={() => setFrom(earlier(from, rota.data.now))}><ChevronLeft aria-hidden="true" /></button>
              <button type="button" className="btn xs icon" aria-label={t('Four weeks later')} onClick={() => setFrom(rota.data.days.at(-1))}><ChevronRight aria-hidden="true" /></button>
            </div>
            <DutyStrip rota={rota.data} onPick={mayChange ? (span) => setCover(coverOf(span)) : undefined} />
            {mayChange && <p className="help strip-help">{t('Arrow keys walk over the weeks; Enter on a time asks who covers it.')}</p>}
            <section className="rota-part" aria-labelledby="rota-layers">
              <h2 id="rota-layers">{t('Layers')}</h2>
              <p className="soft">{t('Asked from the top: the first that has somebody who is there, counts.')}</p>
              {rota.data.layers.length === 0 ? <p className="rota-none">{t('There is no layer yet.')}</p> : <LayerList rota={rota.data} mayChange={mayChange} />}
            </section>
            <section className="rota-part" aria-labelledby="rota-overrides">
              <h2 id="rota-overrides">{t('Stand-ins')}</h2>
              {rota.data.overrides.length === 0 ? <p className="soft">{t('Nobody stands in for somebody. Choose a time above to have it covered.')}</p> : <OverrideList rota={rota.data} mayChange={mayChange} />}
            </section>
            {isAdding && <LayerSheet rota={rota.data} onClose={() => setAdding(false)} />}
            {cover && <OverrideSheet rota={rota.data} cover={cover} onClose={() => setCover(undefined)} />}
          </>
        )}
      </div>
    </main>
  )
}

const fourWeeksMs = 28 * 86_400_000

/** Undefined: today. */
function earlier(from: number | undefined, now: number): number | undefined {
  return from === undefined || from - fourWeeksMs <= now ? undefined : from - fourWeeksMs
}

/** What of a span is still to come, in whole minutes around it: no hole of seconds stays. */
function coverOf({ from, to, duty }: DutySpan): Cover {
  const minute = 60_000
  return { startsAt: Math.floor(Math.max(from, serverNow()) / minute) * minute, endsAt: Math.ceil(to / minute) * minute, ...(duty && { personId: duty.personId }) }
}

/** Who is on duty now and next, and the first hole. */
function Standing({ rota, onCover }: { rota: RotaView; onCover: ((cover: Cover) => void) | undefined }) {
  const { current, next, hole, zone, people } = rota
  const nameOf = (id: string) => people[id]?.name ?? t('Somebody')
  return (
    <>
      <dl className="duty-now">
        <div>
          <dt>{t('On duty now')}</dt>
          <dd>{current ? <Who name={nameOf(current.personId)} /> : <span className="chip bad"><TriangleAlert aria-hidden="true" /> {t('Nobody')}</span>}</dd>
          <dd className="soft">{[current?.insteadOf && t('instead of {name}, who is not there', { name: nameOf(current.insteadOf) }), current?.until && t('until {to}', { to: momentWords(current.until, zone) })].filter(Boolean).join(', ')}</dd>
        </div>
        <div>
          <dt>{t('Next')}</dt>
          <dd>{next ? <Who name={nameOf(next.personId)} /> : <span className="quiet">{t('Nobody else in four weeks')}</span>}</dd>
          <dd className="soft">{next && t('from {from}', { from: momentWords(next.from, zone) })}</dd>
        </div>
        <div>
          <dt>{t('Used by')}</dt>
          <dd>{rota.usedBy.length > 0 ? rota.usedBy.join(', ') : <span className="quiet">{t('No published flow')}</span>}</dd>
        </div>
      </dl>
      {hole && (
        <p className="notice warn boxed rota-hole" role="status">
          <TriangleAlert className="s" aria-hidden="true" /> <span>{holeWords(hole, zone)} {t('A lead goes to the managers above then.')}</span>
          <span className="grow" />
          {onCover && <button type="button" className="btn xs" onClick={() => onCover(coverOf({ from: hole.from ?? rota.now, to: hole.to ?? rota.now + fourWeeksMs }))}>{t('Have it covered')}</button>}
        </p>
      )}
    </>
  )
}
