import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { MapPinned, Plus } from 'lucide-react'
import { useState } from 'react'
import { meQuery } from '../api/queries'
import { type Territories, territoriesApi, territoriesQuery, type Territory } from '../api/territories'
import { BarTools } from '../app/BarTools'
import { BoneRows, Empty, Failed } from '../parts/states'
import { sayError } from '../parts/toasts'
import { useListKeys } from '../parts/use-list-keys'
import { RecordTabs } from '../records/RecordTabs'
import { rich, t } from '../words/t'
import { TerritoryHoles } from './TerritoryHoles'
import { TerritorySheet } from './TerritorySheet'
import { TerritoryTable } from './TerritoryTable'

/** The parts of the market: what belongs to each, who works it, and what falls through. */
export function TerritoriesPage() {
  const { id } = useSearch({ from: '/frame/records/territories' })
  const navigate = useNavigate({ from: '/records/territories' })
  const { data: me } = useQuery(meQuery)
  const read = useQuery(territoriesQuery)
  const [isNew, setNew] = useState(false)
  const mayChange = me?.user?.role === 'ops'
  const change = (next: string | undefined) => void navigate({ search: { id: next }, replace: true })
  const chosen = mayChange ? read.data?.territories.find((territory) => territory.id === id) : undefined
  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Records')}</h1>
        <RecordTabs />
        <div className="grow" />
        <BarTools />
        {mayChange && <button type="button" className="btn sm solid" onClick={() => setNew(true)}><Plus aria-hidden="true" /> {t('New territory')}</button>}
      </header>
      <div className="list-page">
        <div>{read.data && <TerritoryHoles all={read.data} mayChange={mayChange} />}</div>
        <div className="list-scroll">
          {read.isPending ? (
            <BoneRows label={t('Reading the territories')} />
          ) : read.isError ? (
            <Failed error={read.error} what={t('The territories')} />
          ) : read.data.territories.length > 0 ? (
            <Walkable all={read.data} onOpen={mayChange ? (territory) => change(territory.id) : undefined} mayMove={mayChange} />
          ) : (
            <Empty icon={MapPinned} title={t('No territory yet')} action={mayChange && <button type="button" className="btn solid" onClick={() => setNew(true)}>{t('Make the first territory')}</button>}>{t('Say by country, postcode, size or anything else which leads belong to it, and who works it. Leads that arrive without a territory then get theirs by themselves.')}</Empty>
          )}
        </div>
        <footer className="tfoot">
          {read.data && read.data.territories.length > 0 && <span className="num" role="status">{t('The first that fits wins · version {version} of the rules', { version: read.data.version })}</span>}
          <span className="ml-auto">{rich('<key>j</key> <key>k</key> walk, <key>Enter</key> opens', { key: (words) => <span className="kbd">{words}</span> })}</span>
        </footer>
      </div>
      {read.data && chosen && <TerritorySheet key={chosen.id} territory={chosen} all={read.data} onClose={() => change(undefined)} />}
      {read.data && isNew && <TerritorySheet territory={undefined} all={read.data} onClose={() => setNew(false)} />}
    </main>
  )
}

function Walkable({ all, onOpen, mayMove }: { all: Territories; onOpen: ((territory: Territory) => void) | undefined; mayMove: boolean }) {
  const client = useQueryClient()
  const { queryKey } = territoriesQuery
  const order = useMutation({
    mutationFn: (territories: Territory[]) => territoriesApi.order(territories.map(({ id }) => id)),
    onMutate: (territories) => client.setQueryData(queryKey, (old) => old && { ...old, territories }),
    onError: sayError,
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
  const { territories } = all
  const [at] = useListKeys(territories.length, (index) => {
    const territory = territories[index]
    if (territory) onOpen?.(territory)
  })
  const move = (territory: Territory, by: 1 | -1) => {
    const rest = territories.filter((each) => each !== territory)
    rest.splice(territories.indexOf(territory) + by, 0, territory)
    order.mutate(rest)
  }
  return <TerritoryTable all={all} at={at} onOpen={onOpen} onMove={mayMove ? move : undefined} />
}
