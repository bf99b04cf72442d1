import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useLiveRun } from '../api/live'
import { runQuery } from '../api/queries'
import { CanvasBones } from '../canvas/CanvasBones'
import { Failed } from '../parts/states'
import { t } from '../words/t'
import { RunView } from './RunView'

/** The page of one run, followed live. */
export function RunPage() {
  const { id } = useParams({ from: '/frame/runs/$id' })
  const run = useQuery(runQuery(id))
  const live = useLiveRun(id)
  if (run.data) return <RunView key={id} run={run.data} live={live} />
  return (
    <main className="main">
      <header className="bar" />
      {run.isError ? <Failed error={run.error} what={t('This run')} /> : <CanvasBones />}
    </main>
  )
}
