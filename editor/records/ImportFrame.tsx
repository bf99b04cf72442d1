import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { BarTools } from '../app/BarTools'
import { t } from '../words/t'
import { ImportSteps } from './ImportSteps'

/** The page around each step of an import. */
export function ImportFrame({ title, step, children }: { title: string; step?: 0 | 1 | 2 | 3; children: ReactNode }) {
  return (
    <main className="main">
      <header className="bar">
        <div className="crumbs">
          <Link to="/records">{t('Records')}</Link> <ChevronRight className="s" aria-hidden="true" />
          <Link to="/records/imports">{t('Imports')}</Link> <ChevronRight className="s" aria-hidden="true" />
          <h1>{title}</h1>
        </div>
        <div className="grow" />
        <BarTools />
      </header>
      <div className="page">
        {step !== undefined && <ImportSteps at={step} />}
        {children}
      </div>
    </main>
  )
}
