import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { RunLink } from '../api/types'

/** Leads to another run. */
export function RunLinkTo({ run, children }: { run: RunLink; children: ReactNode }) {
  return <Link to="/runs/$id" params={{ id: run.id }} className="run-link">{children}</Link>
}
