import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ImportState, importQuery } from '../api/records'
import { BoneRows, Failed } from '../parts/states'
import { t } from '../words/t'
import { ImportFrame } from './ImportFrame'
import { ImportProgress } from './ImportProgress'
import { ImportResult } from './ImportResult'
import { MapColumns } from './MapColumns'

const stepOf: Record<ImportState, 1 | 2 | 3> = { mapping: 1, running: 2, paused: 2, done: 3, stopped: 3 }

/** One import, at whichever step it is. */
export function ImportPage() {
  const { id } = useParams({ from: '/frame/records/imports/$id' })
  const found = useQuery(importQuery(id))
  if (found.isPending) return <ImportFrame title={t('Import')}><BoneRows rows={6} label={t('Reading the import')} /></ImportFrame>
  if (found.isError) return <ImportFrame title={t('Import')}><Failed error={found.error} what={t('This import')} /></ImportFrame>
  const detail = found.data
  return (
    <ImportFrame title={detail.name} step={stepOf[detail.state]}>
      {detail.state === 'mapping' ? <MapColumns detail={detail} /> : detail.state === 'running' || detail.state === 'paused' ? <ImportProgress detail={detail} /> : <ImportResult detail={detail} />}
    </ImportFrame>
  )
}
