import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { PhoneCall, Plus, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { momentWords } from '#nodes/revops/moment-words'
import { type Rotas, rotasQuery } from '../api/rotas'
import { BarTools } from '../app/BarTools'
import { BoneRows, Empty, Failed } from '../parts/states'
import { useListKeys } from '../parts/use-list-keys'
import { Who } from '../parts/Who'
import { RecordTabs } from '../records/RecordTabs'
import { rich, t } from '../words/t'
import { NewRotaSheet } from './NewRotaSheet'
import { holeWords } from './rota-words'
import { useMayChangeRotas } from './use-may-change-rotas'

/** All rotas: who is on call now and next, and where nobody is. */
export function RotasPage() {
  const rotas = useQuery(rotasQuery)
  const navigate = useNavigate()
  const mayChange = useMayChangeRotas()
  const [isMaking, setMaking] = useState(false)
  const open = (id: string) => void navigate({ to: '/records/on-call/$id', params: { id } })
  const make = mayChange && <button type="button" className="btn sm solid" onClick={() => setMaking(true)}><Plus aria-hidden="true" /> {t('New rota')}</button>
  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Records')}</h1>
        <RecordTabs />
        <div className="grow" />
        <BarTools />
        {rotas.data && rotas.data.rotas.length > 0 && make}
      </header>
      <div className="list-page">
        <div />
        <div className="list-scroll">
          {rotas.isPending ? <BoneRows rows={8} label={t('Reading the rotas')} /> : rotas.isError ? <Failed error={rotas.error} what={t('The rotas')} /> : rotas.data.rotas.length === 0 ? (
            <Empty icon={PhoneCall} title={t('No rota yet')} action={make}>{t('A rota says who is called when a lead finds nobody else: people take turns, by the day or by the week.')}</Empty>
          ) : (
            <RotaTable rotas={rotas.data} onOpen={open} />
          )}
        </div>
        <footer className="tfoot">
          {rotas.data && rotas.data.rotas.length > 0 && <span className="num" role="status">{t('{count, plural, one {# rota} other {# rotas}}', { count: rotas.data.rotas.length })}</span>}
          <span className="ml-auto">{rich('<key>j</key> <key>k</key> walk, <key>Enter</key> opens', { key: (words) => <span className="kbd">{words}</span> })}</span>
        </footer>
      </div>
      {isMaking && <NewRotaSheet onClose={() => setMaking(false)} onMade={open} />}
    </main>
  )
}

function RotaTable({ rotas: { rotas, names }, onOpen }: { rotas: Rotas; onOpen: (id: string) => void }) {
  const [at] = useListKeys(rotas.length, (index) => onOpen(rotas[index]?.id ?? ''))
  return (
    <table className="list-table rota-table">
      <thead>
        <tr>
          <th style={{ width: '20%' }}>{t('Rota')}</th>
          <th style={{ width: '13%' }}>{t('Team')}</th>
          <th style={{ width: '16%' }}>{t('On duty now')}</th>
          <th style={{ width: 190 }}>{t('Until')}</th>
          <th style={{ width: '16%' }}>{t('Next')}</th>
          <th>{t('Next four weeks')}</th>
        </tr>
      </thead>
      <tbody>
        {rotas.map(({ id, name, teamName, zone, current, next, hole }, index) => (
          <tr key={id} className={`opens ${index === at ? 'at' : ''}`} data-at={index === at} onClick={() => onOpen(id)}>
            <td><Link to="/records/on-call/$id" params={{ id }} className="main-word" onClick={(event) => event.stopPropagation()}>{name}</Link></td>
            <td>{teamName}</td>
            <td>{current ? <Who name={names[current.personId]} /> : <span className="chip bad"><TriangleAlert aria-hidden="true" /> {t('Nobody')}</span>}</td>
            <td className="num">{current?.until && momentWords(current.until, zone)}</td>
            <td>{next ? <Who name={names[next.personId]} /> : <span className="quiet">{t('Nobody else')}</span>}</td>
            <td title={hole ? holeWords(hole, zone) : undefined}>{hole ? <span className="chip warn"><TriangleAlert aria-hidden="true" /> <span className="truncate">{holeWords(hole, zone)}</span></span> : <span className="quiet">{t('Always somebody')}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
