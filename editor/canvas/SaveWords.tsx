import { useNow } from '../api/clock'
import { agoWords, exactWords } from '../parts/times'
import { useFlow } from './store/flow-context'
import { t } from '../words/t'

/** Whether the draft is saved, in words. */
export function SaveWords() {
  const save = useFlow((state) => state.save)
  const now = useNow()
  switch (save.kind) {
    case 'saved':
      return save.at === null ? <span>{t('Saved.')}</span> : <time title={exactWords(save.at)}>{t('Saved {ago}.', { ago: agoWords(save.at, Math.max(now, save.at)) })}</time>
    case 'changed':
      return <span>{t('Changed…')}</span>
    case 'saving':
      return <span>{t('Saving…')}</span>
    case 'offline':
      return <span className="late">{t('Not saved yet.')}</span>
    case 'conflict':
    case 'refused':
      return <span className="late">{t('Not saved.')}</span>
  }
}
