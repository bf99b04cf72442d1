import { Link } from '@tanstack/react-router'
import { BookOpenText, ChevronRight, Download, FlaskConical, History, PencilLine } from 'lucide-react'
import { fetchCode } from '../api/fetch-code'
import type { FlowDetail } from '../api/types'
import { BarTools } from '../app/BarTools'
import { usePanels } from '../app/panels'
import type { Autosave } from './autosave'
import { t } from '../words/t'
import { PublishButton } from './PublishButton'
import { SaveWords } from './SaveWords'
import { useNewestDraft } from '../presence/use-newest-draft'
import { usePresence } from '../presence/use-presence'
import { WhoIsHere } from '../presence/WhoIsHere'
import { useFlow, useFlowStore } from './store/flow-context'

/** Hands over the draft as a file that can be imported elsewhere. */
function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').toLowerCase() || 'flow'}.json`
  link.click()
  URL.revokeObjectURL(url)
}

function liveWords(version: number | undefined, waiting: number): string {
  if (version === undefined) return t('Nothing is live yet.')
  return waiting > 0 ? t('Version {version} is live, {waiting} waiting in it.', { version, waiting }) : t('Version {version} is live.', { version })
}

/** Which flow this is, whether it is saved, and how to publish it. */
export function FlowBar({ detail, autosave }: { detail: FlowDetail; autosave: Autosave }) {
  const store = useFlowStore()
  const openDrawer = usePanels((state) => state.openDrawer)
  const name = useFlow((state) => state.document.name)
  const { others, rev } = usePresence(detail.id)
  useNewestDraft(detail.id, autosave, rev)
  const standing = Object.values(detail.waiting).reduce((sum, count) => sum + count, 0)
  const nextVersion = (detail.newest?.version ?? 0) + 1
  return (
    <header className="bar">
      <nav className="crumbs" aria-label={t('Where you are')}>
        <Link to="/flows">{t('Flows')}</Link>
        <ChevronRight className="s" aria-hidden="true" />
        <h1 title={name}>{name}</h1>
      </nav>
      <span className="chip line">
        <PencilLine aria-hidden="true" /> {t('Draft of version {version}', { version: nextVersion })}
      </span>
      <span className="quiet truncate save-line">
        <SaveWords /> {liveWords(detail.published?.version, standing)}
      </span>
      <div className="grow" />
      <WhoIsHere others={others} />
      <BarTools />
      <Link to="/flows/$id/explain" params={{ id: detail.id }} className="btn icon sm plain" aria-label={t('This flow in plain words')} title={t('This flow in plain words')}>
        <BookOpenText aria-hidden="true" />
      </Link>
      <Link to="/flows/$id/versions" params={{ id: detail.id }} search={{ against: 'previous' }} className="btn icon sm plain" aria-label={t('Versions of this flow')} title={t('Versions of this flow')}>
        <History aria-hidden="true" />
      </Link>
      <button type="button" className="btn icon sm plain" aria-label={t('Export the draft as a file')} title={t('Export the draft as a file')} onClick={() => void fetchCode(() => import('../flows/write-flow-file')).then(({ writeFlowFile }) => download(name, writeFlowFile(store.getState().document, detail.references)))}>
        <Download aria-hidden="true" />
      </button>
      <button type="button" className="btn sm" title={t('Try this flow out: nothing leaves this machine')} onClick={() => openDrawer('try')}>
        <FlaskConical aria-hidden="true" /> {t('Try it')}
      </button>
      <PublishButton detail={detail} nextVersion={nextVersion} autosave={autosave} />
    </header>
  )
}
