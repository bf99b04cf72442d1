import { CircleCheck, CirclePause, CircleStop, Columns3, LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ImportRow, ImportState } from '../api/records'
import { t } from '../words/t'
import { locale } from '../words/language'

/** What the state of an import is called, with its colour and sign. */
export const importStateWords: Record<ImportState, { words: string; tone: string; icon: LucideIcon }> = {
  mapping: { words: t('Not begun'), tone: 'still', icon: Columns3 },
  running: { words: t('Importing'), tone: 'accent', icon: LoaderCircle },
  paused: { words: t('Paused'), tone: 'warn', icon: CirclePause },
  done: { words: t('Done'), tone: 'ok', icon: CircleCheck },
  stopped: { words: t('Stopped'), tone: 'still', icon: CircleStop },
}

/** How a file came, in words. */
export const cameAsWords: Record<ImportRow['cameAs'], string> = {
  'utf-8': 'UTF-8',
  'utf-16': 'UTF-16',
  'windows-1252': t('Windows-1252, as it is no UTF-8'),
  mixed: t('UTF-8, single cells as Windows-1252'),
}


/** “3.4 MB”. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return t('{bytes} bytes', { bytes })
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(0)} kB`
  return `${(bytes / 1_000_000).toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`
}

/** How long the rest takes, by what has been done; undefined while that says nothing. */
export function remainingMs({ bytes, bytesDone, rows, rowsPerSecond }: Pick<ImportRow, 'bytes' | 'bytesDone' | 'rows' | 'rowsPerSecond'>): number | undefined {
  if (rowsPerSecond === null || rowsPerSecond === 0 || bytesDone === 0 || rows === 0) return undefined
  return ((bytes - bytesDone) / (bytesDone / rows) / rowsPerSecond) * 1_000
}
