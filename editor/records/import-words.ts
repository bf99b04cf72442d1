import { CircleCheck, CirclePause, CircleStop, Columns3, LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ImportRow, ImportState } from '../api/records'

/** What the state of an import is called, with its colour and sign. */
export const importStateWords: Record<ImportState, { words: string; tone: string; icon: LucideIcon }> = {
  mapping: { words: 'Not begun', tone: 'still', icon: Columns3 },
  running: { words: 'Importing', tone: 'accent', icon: LoaderCircle },
  paused: { words: 'Paused', tone: 'warn', icon: CirclePause },
  done: { words: 'Done', tone: 'ok', icon: CircleCheck },
  stopped: { words: 'Stopped', tone: 'still', icon: CircleStop },
}

/** How a file came, in words. */
export const cameAsWords: Record<ImportRow['cameAs'], string> = {
  'utf-8': 'UTF-8',
  'utf-16': 'UTF-16',
  'windows-1252': 'Windows-1252, as it is no UTF-8',
  mixed: 'UTF-8, single cells as Windows-1252',
}


/** “3.4 MB”. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(0)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** How long the rest takes, by what has been done; undefined while that says nothing. */
export function remainingMs({ bytes, bytesDone, rows, rowsPerSecond }: Pick<ImportRow, 'bytes' | 'bytesDone' | 'rows' | 'rowsPerSecond'>): number | undefined {
  if (rowsPerSecond === null || rowsPerSecond === 0 || bytesDone === 0 || rows === 0) return undefined
  return ((bytes - bytesDone) / (bytesDone / rows) / rowsPerSecond) * 1_000
}
