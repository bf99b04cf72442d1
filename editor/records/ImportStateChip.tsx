import type { ImportRow } from '../api/records'
import { t } from '../words/t'
import { importStateWords } from './import-words'

/** How an import stands: an icon and words, tinted. */
export function ImportStateChip({ row: { state, problem, isWaiting } }: { row: Pick<ImportRow, 'state' | 'problem' | 'isWaiting'> }) {
  const { words, tone, icon: Icon } = importStateWords[state]
  return (
    <span className={`chip ${problem === null ? tone : 'bad'}`} title={problem ?? undefined}>
      <Icon aria-hidden="true" /> {isWaiting ? t('Waiting its turn') : words}
    </span>
  )
}
