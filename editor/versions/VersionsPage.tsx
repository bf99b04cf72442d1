import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { History } from 'lucide-react'
import { flowQuery, versionsQuery } from '../api/queries'
import { BarTools } from '../app/BarTools'
import { CanvasBones } from '../canvas/CanvasBones'
import { FlowCrumbs } from '../flows/FlowCrumbs'
import { Empty, Failed } from '../parts/states'
import { VersionList } from './VersionList'
import { VersionView } from './VersionView'
import { t } from '../words/t'

/** The versions of a flow: what each changed, and how the draft differs from it. */
export function VersionsPage() {
  const { id } = useParams({ from: '/frame/flows/$id/versions' })
  const { version, against } = useSearch({ from: '/frame/flows/$id/versions' })
  const flow = useQuery(flowQuery(id))
  const versions = useQuery(versionsQuery(id))
  const failed = flow.error ?? versions.error
  const list = versions.data?.versions ?? []
  const chosen = list.find((each) => each.number === version) ?? list[0]
  return (
    <main className="main">
      <header className="bar">
        <FlowCrumbs id={id} name={flow.data?.draft.name} here={t('Versions')} />
        <div className="grow" />
        <BarTools />
      </header>
      {failed && !(flow.data && versions.data) ? (
        <Failed error={failed} what={t('The versions')} />
      ) : !flow.data || !versions.data ? (
        <CanvasBones />
      ) : !chosen ? (
        <Empty icon={History} title={t('Nothing is published yet')} action={<Link to="/flows/$id" params={{ id }} className="btn">{t('To the draft')}</Link>}>
          {t('Each time the flow is published its version is kept here, with who did it, when and why.')}
        </Empty>
      ) : (
        <div className="workbench" style={{ gridTemplateColumns: '240px minmax(0, 1fr)' }}>
          <VersionList flowId={id} versions={list} chosen={chosen.number} against={against} />
          <VersionView key={`${chosen.number} ${against}`} detail={flow.data} version={chosen} against={against} />
        </div>
      )}
    </main>
  )
}
