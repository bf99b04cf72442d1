import { useQuery } from '@tanstack/react-query'
import { Link, useMatches } from '@tanstack/react-router'
import { Activity, ContactRound, Inbox, type LucideIcon, Mails, PanelLeftClose, PanelLeftOpen, Settings, Workflow } from 'lucide-react'
import { useNow } from '../api/clock'
import { meQuery, workQuery } from '../api/queries'
import { t } from '../words/t'
import { AccountMenu } from './AccountMenu'
import { Brand } from './Brand'
import { usePanels } from './panels'
import { SampleSwitch } from './SampleSwitch'
import { StatusLink } from '../status/StatusLink'

type Target = '/flows' | '/runs' | '/work' | '/records' | '/mailbox' | '/settings'

function RailLink({ to, icon: Icon, label, count, isLate, isFolded }: { to: Target; icon: LucideIcon; label: string; count?: number; isLate?: boolean; isFolded: boolean }) {
  return (
    <Link to={to} className="rail-link" activeProps={{ className: 'on', 'aria-current': 'page' }} title={label} aria-label={isFolded ? label : undefined}>
      <Icon aria-hidden="true" />
      <span>{label}</span>
      {count !== undefined && count > 0 && <span className={`n ${isLate ? 'bad' : ''}`} title={isLate ? t('Some of it is late') : undefined}>{count}</span>}
      {isLate && isFolded && <span className="dot" />}
    </Link>
  )
}

/** The way between pages, at the left. */
export function Rail() {
  // Beside a canvas room is scarce, so the rail is folded there by itself; each choice is remembered apart.
  const isBesideCanvas = useMatches().some((match) => match.fullPath === '/flows/$id' || match.fullPath === '/runs/$id')
  const panel = isBesideCanvas ? 'railBesideCanvas' : 'rail'
  const isFolded = usePanels((state) => state.folded[panel])
  const fold = usePanels((state) => state.fold)
  const { data: me } = useQuery(meQuery)
  const { data: work } = useQuery({ ...workQuery, enabled: Boolean(me?.user) })
  const now = useNow()
  const isLate = work?.items.some((item) => item.dueAt <= now) ?? false
  const FoldIcon = isFolded ? PanelLeftOpen : PanelLeftClose

  return (
    <nav className={`rail ${isFolded ? 'fold' : ''}`} aria-label={t('Main')}>
      <div className="brand">
        <Brand />
        <span>Watertight</span>
      </div>
      <RailLink to="/flows" icon={Workflow} label={t('Flows')} isFolded={isFolded} />
      <RailLink to="/runs" icon={Activity} label={t('Runs')} isFolded={isFolded} />
      <RailLink to="/work" icon={Inbox} label={t('Work')} count={work?.items.length} isLate={isLate} isFolded={isFolded} />
      <RailLink to="/records" icon={ContactRound} label={t('Records')} isFolded={isFolded} />
      <RailLink to="/mailbox" icon={Mails} label={t('Mailbox')} isFolded={isFolded} />
      <div className="push" />
      {me?.workspace.isSample && <SampleSwitch isFolded={isFolded} />}
      {me?.user && me.user.role !== 'rep' && <StatusLink isFolded={isFolded} />}
      <RailLink to="/settings" icon={Settings} label={t('Settings')} isFolded={isFolded} />
      {me?.user && <AccountMenu name={me.user.name} isFolded={isFolded} />}
      <button type="button" className="rail-link rail-fold" onClick={() => fold(panel, !isFolded)} aria-label={isFolded ? t('Unfold the menu') : t('Fold the menu')} title={isFolded ? t('Unfold the menu') : undefined}>
        <FoldIcon aria-hidden="true" />
        <span>{t('Fold')}</span>
      </button>
    </nav>
  )
}
