import { t } from '../../words/t'

const heard = 200

/** A note as it is read out, and found. */
export function noteWords(text: string): string {
  return text.trim() === '' ? t('An empty note') : t('Note: {text}', { text: text.trim().slice(0, heard) })
}
