import { Smartphone } from 'lucide-react'
import type { ChannelsAnswer } from '../api/channels'
import { count } from '../parts/counts'
import { Ago } from '../parts/Time'
import { t } from '../words/t'
import { natureWords } from './channel-words'

/** The devices on which people have chosen to be told: no step names them, and no step waits for them. */
export function PushRow({ push: { devices, people, notReached, waiting, lastSentAt } }: { push: ChannelsAnswer['push'] }) {
  const through = t('{devices, plural, one {# device} other {# devices}} of {people, plural, one {# person} other {# people}}', { devices, people })
  return (
    <tr>
      <td><span className="who"><Smartphone className="s" aria-hidden="true" /> <b className="med">{t('Devices')}</b></span></td>
      <td className="soft">{devices === 0 ? t('Nobody has turned it on yet') : through}</td>
      <td className="soft" title={natureWords.idempotent}>{natureWords.idempotent}</td>
      <td className="r quiet">{lastSentAt === null ? t('never') : <Ago at={lastSentAt} />}</td>
      <td className="r quiet">–</td>
      <td>
        {notReached + waiting === 0 ? <span className="chip ok flat">{t('Fine')}</span> : (
          <span className="flex gap-1">
            {notReached > 0 && <span className="chip wait flat" title={t('Their owners see since when, and why')}>{t('{count} not reached', { count: count(notReached) })}</span>}
            {waiting > 0 && <span className="chip wait flat">{t('{count} tried again', { count: count(waiting) })}</span>}
          </span>
        )}
      </td>
    </tr>
  )
}
