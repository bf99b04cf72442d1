import type { ImportDetail } from '../api/records'
import { count } from '../parts/counts'
import { t } from '../words/t'

/** What became of the rows so far. */
export function ImportTotals({ detail: { created, duplicates, refused, stuck } }: { detail: ImportDetail }) {
  return (
    <dl className="totals import-totals">
      <div><dt>{t('New leads')}</dt><dd>{count(created)}</dd></div>
      <div><dt>{t('Known before')}</dt><dd>{count(duplicates)}</dd></div>
      <div><dt>{t('Refused')}</dt><dd className={refused > 0 ? 'soon' : ''}>{count(refused)}</dd></div>
      {stuck > 0 && <div><dt>{t('To be looked at (see Work)')}</dt><dd className="late">{count(stuck)}</dd></div>}
    </dl>
  )
}
