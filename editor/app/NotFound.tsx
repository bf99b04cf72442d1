import { Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { Empty } from '../parts/states'
import { t } from '../words/t'

export function NotFound() {
  return (
    <main className="grid h-full">
      <Empty icon={Compass} title={t('There is no such page')} action={<Link to="/flows" className="btn">{t('Go to the flows')}</Link>}>
        {t('It may have been moved or removed.')}
      </Empty>
    </main>
  )
}
