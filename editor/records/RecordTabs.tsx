import { Link } from '@tanstack/react-router'

/** The ways between what is kept: leads, reps, and the files that leads came from. */
export function RecordTabs() {
  const on = { className: 'tab on', 'aria-current': 'page' as const }
  return (
    <nav className="tabs" aria-label="Kinds of records">
      <Link to="/records" className="tab" activeOptions={{ exact: true, includeSearch: false }} activeProps={on}>Leads</Link>
      <Link to="/records/reps" className="tab" activeProps={on}>Reps</Link>
      <Link to="/records/imports" className="tab" activeProps={on}>Imports</Link>
    </nav>
  )
}
