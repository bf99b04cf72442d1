import type { Figure } from '#engine/graph/flow'
import { ShieldAlert, TrendingUp } from 'lucide-react'
import { t } from '../words/t'
import { FigureWords } from './FigureWords'

/** Why a flow is there: the failure that it closes, and the figure that it should move. */
export function Closes({ failurePoint, figure }: { failurePoint: string; figure: Figure }) {
  return (
    <dl className="closes">
      <dt><ShieldAlert className="s" aria-hidden="true" /> {t('The failure it closes')}</dt>
      <dd>{failurePoint}</dd>
      <dt><TrendingUp className="s" aria-hidden="true" /> {t('The figure it should move')}</dt>
      <dd><FigureWords figure={figure} /></dd>
    </dl>
  )
}
