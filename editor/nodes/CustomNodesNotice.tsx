import { useQuery } from '@tanstack/react-query'
import { RefreshCw, TriangleAlert } from 'lucide-react'
import { nodesQuery } from '../api/queries'
import { loadedNodes } from './load-custom-nodes'
import { rich, t } from '../words/t'

/** At the foot of the palette: custom nodes that were added or changed since this page was opened, and those that are broken. */
export function CustomNodesNotice() {
  const { data } = useQuery(nodesQuery)
  if (!data) return null
  const { modules, failed } = loadedNodes()
  const hasNew = JSON.stringify(data.modules) !== JSON.stringify(modules)
  const broken = [...data.broken, ...failed.filter(({ type }) => data.modules.some((each) => each.type === type)).map((each) => ({ ...each, file: each.type }))]
  if (!hasNew && broken.length === 0) return null
  return (
    <div className="custom-nodes">
      {broken.map(({ type, file, message }) => (
        <p key={type} className="wrong-words" title={`${file}: ${message}`}>
          <TriangleAlert aria-hidden="true" />
          <span>
            {rich('<b>{type}</b> is broken: {message}', { type, message, b: (words) => <b>{words}</b> })}
          </span>
        </p>
      ))}
      {hasNew && (
        <div role="status" className="fresh">
          {t('Kinds of steps have changed.')}
          <button type="button" className="btn xs" onClick={() => window.location.reload()}>
            <RefreshCw aria-hidden="true" /> {t('Reload')}
          </button>
        </div>
      )}
    </div>
  )
}
