import { Link } from '@tanstack/react-router'
import { CircleCheck, History } from 'lucide-react'
import type { VersionRow } from '../api/types'
import { Ago } from '../parts/Time'
import type { Against } from './VersionView'
import { t } from '../words/t'

/** All versions of a flow, newest first: who published each, when and why, and how many leads are still in it. */
export function VersionList({ flowId, versions, chosen, against }: { flowId: string; versions: readonly VersionRow[]; chosen: number; against: Against }) {
  return (
    <aside className="palette" aria-label={t('Versions')}>
      <ul className="palette-list run-list">
        {versions.map((version) => {
          const Icon = version.isLive ? CircleCheck : History
          return (
            <li key={version.number}>
              <Link to="/flows/$id/versions" params={{ id: flowId }} search={{ version: version.number, against }} className={version.number === chosen ? 'on' : ''} aria-current={version.number === chosen ? 'true' : undefined}>
                <Icon className={`s ${version.isLive ? 'tone-ok' : 'tone-still'}`} aria-hidden="true" />
                <span className="min-w-0">
                  <b className="block">{version.isLive ? t('Version {version}, live', { version: version.number }) : t('Version {version}', { version: version.number })}</b>
                  <span className="quiet truncate block">{version.by}, <Ago at={version.at} /></span>
                  {version.note && <span className="block version-note">{version.note}</span>}
                  {version.open > 0 && <span className="quiet block">{t('{count, plural, one {# lead is} other {# leads are}} under way in it', { count: version.open })}</span>}
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
      <div className="panel-foot">{t('A published version is never changed')}</div>
    </aside>
  )
}
