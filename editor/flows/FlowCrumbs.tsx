import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { t } from '../words/t'

/** Where a page lies that belongs to a flow: below the flow, which it leads back to. */
export function FlowCrumbs({ id, name, here }: { id: string; name: string | undefined; here: string }) {
  return (
    <nav className="crumbs" aria-label={t('Where you are')}>
      <Link to="/flows">{t('Flows')}</Link>
      <ChevronRight className="s" aria-hidden="true" />
      <Link to="/flows/$id" params={{ id }} className="truncate">{name ?? t('Flow')}</Link>
      <ChevronRight className="s" aria-hidden="true" />
      <h1>{here}</h1>
    </nav>
  )
}
