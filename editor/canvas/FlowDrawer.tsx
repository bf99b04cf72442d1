import { ChevronDown, ChevronUp, FlaskConical } from 'lucide-react'
import { type DrawerTab, usePanels } from '../app/panels'
import { lazily } from '../parts/lazily'
import { ProblemList } from '../problems/ProblemList'
import { t } from '../words/t'
import { useOpenFlow } from './open-flow-context'

// Fetched when somebody tries a flow.
const TryPanel = lazily(async () => (await import('../trying/TryPanel')).TryPanel, () => <div className="try" role="status" aria-label={t('Loading')} />)

/** Below the canvas: what would go wrong, and trying the flow out. Which of them is remembered. */
export function FlowDrawer() {
  const { diagnostics } = useOpenFlow()
  const { folded, drawerTab, openDrawer, fold } = usePanels()
  const isFolded = folded.drawer
  const Icon = isFolded ? ChevronUp : ChevronDown
  const tab = (id: DrawerTab) => ({
    type: 'button' as const, role: 'tab', id: `drawer-tab-${id}`, 'aria-selected': !isFolded && drawerTab === id, 'aria-controls': 'drawer-panel', className: 'tab',
    onClick: () => openDrawer(id),
  })
  return (
    <section className={`drawer ${isFolded ? 'fold' : ''}`} aria-label={t('Below the canvas')}>
      <div className="drawer-head">
        <div className="tabs" role="tablist" aria-label={t('Below the canvas')}>
          <button {...tab('problems')}>
            {t('Problems')} <span className="n">{diagnostics.length}</span>
          </button>
          <button {...tab('try')}>
            <FlaskConical className="s" aria-hidden="true" /> {t('Try it')}
          </button>
        </div>
        <DrawerWords />
        <button type="button" className="btn icon xs plain" aria-expanded={!isFolded} aria-label={isFolded ? t('Unfold the drawer') : t('Fold the drawer')} onClick={() => fold('drawer', !isFolded)}>
          <Icon aria-hidden="true" />
        </button>
      </div>
      <div id="drawer-panel" role="tabpanel" aria-labelledby={`drawer-tab-${drawerTab}`} hidden={isFolded}>
        {!isFolded && (drawerTab === 'problems' ? <ProblemList /> : <TryPanel />)}
      </div>
    </section>
  )
}

function DrawerWords() {
  const { diagnostics, isChecked } = useOpenFlow()
  const drawerTab = usePanels((state) => state.drawerTab)
  if (drawerTab === 'try') return <span className="ml-auto quiet truncate">{t('No effect leaves this machine: no message is sent, and no record is changed.')}</span>
  const errors = diagnostics.filter((each) => each.severity === 'error').length
  const words =
    !isChecked ? t('Looking for problems')
    : errors > 0 ? t('{count, plural, one {1 problem blocks} other {# problems block}} publishing', { count: errors })
    : diagnostics.length > 0 ? t('Warnings do not block publishing')
    : t('Ready to publish')
  return <span className="ml-auto quiet" aria-live="polite">{words}</span>
}
