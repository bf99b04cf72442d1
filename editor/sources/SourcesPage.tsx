import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Plus, Radio, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { meQuery, placesQuery } from '../api/queries'
import { type Source, sourcesQuery } from '../api/sources'
import { BarTools } from '../app/BarTools'
import { BoneRows, Empty, Failed } from '../parts/states'
import { useListKeys } from '../parts/use-list-keys'
import { RecordTabs } from '../records/RecordTabs'
import { rich, t } from '../words/t'
import { NewSourceSheet } from './NewSourceSheet'
import { PoolSheet } from './PoolSheet'
import { RuleSheet } from './RuleSheet'
import { SourceTable } from './SourceTable'

/** Where leads come from, where they go, and which sources nobody has thought of. */
export function SourcesPage() {
  const { id } = useSearch({ from: '/frame/records/sources' })
  const navigate = useNavigate({ from: '/records/sources' })
  const { data: me } = useQuery(meQuery)
  const read = useQuery(sourcesQuery)
  const places = useQuery(placesQuery)
  const [open, setOpen] = useState<'pool' | 'new'>()
  const mayChange = me?.user?.role === 'ops'
  const change = (next: string | undefined) => void navigate({ search: { id: next }, replace: true })
  const sources = read.data?.sources ?? []
  const pool = places.data?.references.teams.find((team) => team.id === read.data?.pool.teamId)?.name
  const chosen = mayChange ? sources.find((source) => source.id === id) : undefined
  const waiting = sources.filter((source) => source.state === 'new').length

  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Records')}</h1>
        <RecordTabs />
        <div className="grow" />
        <BarTools />
        {mayChange && <button type="button" className="btn sm solid" onClick={() => setOpen('new')}><Plus aria-hidden="true" /> {t('New source')}</button>}
      </header>
      <div className="list-page">
        {read.isSuccess && places.isSuccess ? (
          <div className={`notice ${pool === undefined ? 'warn' : ''}`}>
            {pool === undefined && <TriangleAlert aria-hidden="true" />}
            <span className="grow">{pool === undefined ? t('There is no default pool yet. Leads of a source that nobody has thought of need somewhere to go.') : rich('Leads without a rule go to <b>{team}</b>.', { team: pool, b: (words) => <b className="med">{words}</b> })}</span>
            {mayChange && <button type="button" className="btn xs" onClick={() => setOpen('pool')}>{pool === undefined ? t('Set the default pool') : t('Change the default pool')}</button>}
          </div>
        ) : <div />}
        <div className="list-scroll">
          {read.isPending ? (
            <BoneRows label={t('Reading the sources')} />
          ) : read.isError ? (
            <Failed error={read.error} what={t('The sources')} />
          ) : sources.length > 0 ? (
            <Walkable sources={sources} pool={pool} onOpen={mayChange ? (source) => change(source.id) : undefined} />
          ) : (
            <Empty icon={Radio} title={t('No source yet')} action={mayChange && <button type="button" className="btn solid" onClick={() => setOpen('new')}>{t('Make the first source')}</button>}>{t('Make one for each form or system that sends leads. A source that a lead names itself stands here with its first lead.')}</Empty>
          )}
        </div>
        <footer className="tfoot">
          {sources.length > 0 && <span className="num" role="status">{t('{count, plural, one {# source} other {# sources}}, {waiting, plural, =0 {none} other {#}} without a rule', { count: sources.length, waiting })}</span>}
          <span className="ml-auto">{rich('<key>j</key> <key>k</key> walk, <key>Enter</key> opens', { key: (words) => <span className="kbd">{words}</span> })}</span>
        </footer>
      </div>
      {chosen && <RuleSheet key={chosen.id} source={chosen} pool={pool} onClose={() => change(undefined)} />}
      {open === 'pool' && read.data && <PoolSheet pool={read.data.pool} onClose={() => setOpen(undefined)} />}
      {open === 'new' && <NewSourceSheet onClose={() => setOpen(undefined)} />}
    </main>
  )
}

function Walkable({ sources, pool, onOpen }: { sources: Source[]; pool: string | undefined; onOpen: ((source: Source) => void) | undefined }) {
  const [at] = useListKeys(sources.length, (index) => {
    const source = sources[index]
    if (source) onOpen?.(source)
  })
  return <SourceTable sources={sources} pool={pool} at={at} onOpen={onOpen} />
}
