import { CircleAlert, TriangleAlert } from 'lucide-react'
import type { PeoplePreview } from '../../api/hr'
import { t } from '../../words/t'
import { LeaverTable } from './LeaverTable'

const maxShown = 50

/** What a file would change; or, by line, why it cannot be taken. */
export function PreviewPeople({ preview: { problems, joins, changes, leaves, unchanged, active, isHeld, unknownColumns } }: { preview: PeoplePreview }) {
  if (problems.length > 0) {
    return (
      <div className="grid gap-2" role="alert">
        <p><b>{t('{lines, plural, one {One line} other {# lines}} cannot be taken, so nothing can be changed yet:', { lines: problems.length })}</b></p>
        <ul className="grid gap-2">
          {problems.slice(0, maxShown).map(({ line, column, reason }) => (
            <li key={`${line} ${reason}`} className="flex gap-2 text-bad-text">
              <CircleAlert className="s" style={{ marginTop: 3 }} aria-hidden="true" /> <span>{column === null ? t('Line {line}:', { line }) : t('Line {line}, {column}:', { line, column })} {reason}</span>
            </li>
          ))}
        </ul>
        {problems.length > maxShown && <p className="quiet">{t('… and {more} more.', { more: problems.length - maxShown })}</p>}
      </div>
    )
  }
  return (
    <div className="stack" role="status">
      <p>
        <b>{t('{joins, plural, =0 {Nobody joins} one {# person joins} other {# people join}}, {changes, plural, =0 {nobody changes} one {# changes} other {# change}}, {leaves, plural, =0 {nobody leaves} one {# leaves} other {# leave}}.', { joins: joins.length, changes: changes.length, leaves: leaves.length })}</b>{' '}
        {unchanged > 0 && <span className="quiet">{t('{unchanged, plural, one {# is} other {# are}} as the file says already.', { unchanged })}</span>}
      </p>
      {isHeld && <div className="notice warn boxed"><TriangleAlert aria-hidden="true" /> <span>{t('{leavers} of {active} active people would leave. Was the file cut off? It will be held until you decide on the page.', { leavers: leaves.length, active })}</span></div>}
      {joins.length > 0 && <Names title={t('Joins')} names={joins.map(({ name, team }) => (team === null ? name : `${name} (${team})`))} />}
      {changes.length > 0 && <Names title={t('Changes')} names={changes.map(({ name }) => name)} />}
      {unknownColumns.length > 0 && <Names title={t('Columns left aside')} names={unknownColumns} />}
      {leaves.length > 0 && <LeaverTable leaves={leaves} />}
    </div>
  )
}

function Names({ title, names }: { title: string; names: string[] }) {
  return (
    <p>
      <span className="lab">{title}</span>
      {names.slice(0, maxShown).join(', ')}{names.length > maxShown && ` ${t('… and {more} more.', { more: names.length - maxShown })}`}
    </p>
  )
}
