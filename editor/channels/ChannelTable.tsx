import type { ChannelsAnswer } from '../api/channels'
import { count } from '../parts/counts'
import { Ago } from '../parts/Time'
import { t } from '../words/t'
import { channelNames, connectedWords, natureWords } from './channel-words'
import { PushRow } from './PushRow'

/** Every way out: what it goes through, what is done about doubtful messages, and how it does. */
export function ChannelTable({ answer }: { answer: ChannelsAnswer }) {
  return (
    <table className="list-table" aria-label={t('Channels')}>
      <thead>
        <tr>
          <th style={{ width: 160 }}>{t('Channel')}</th>
          <th style={{ width: '30%' }}>{t('Goes through')}</th>
          <th>{t('If it is not sure that it arrived')}</th>
          <th className="r" style={{ width: 110 }}>{t('Last went')}</th>
          <th className="r" style={{ width: 110 }}>{t('Last heard of')}</th>
          <th style={{ width: 210 }}>{t('Now')}</th>
        </tr>
      </thead>
      <tbody>
        {answer.channels.map(({ channel, nature, health }) => {
          const { words, icon: Icon } = channelNames[channel]
          const through = connectedWords(channel, answer)
          return (
            <tr key={channel}>
              <td><span className="who"><Icon className="s" aria-hidden="true" /> <b className="med">{words}</b></span></td>
              <td className="soft" title={through}>{through}</td>
              <td className="soft" title={natureWords[nature]}>{natureWords[nature]}</td>
              <td className="r quiet">{health.lastSentAt === null ? t('never') : <Ago at={health.lastSentAt} />}</td>
              <td className="r quiet">{health.lastHeardAt === null ? '–' : <Ago at={health.lastHeardAt} />}</td>
              <td>{channel === 'sms' && answer.sms === null ? <span className="chip flat">{t('Not connected')}</span> : <HealthChips health={health} />}</td>
            </tr>
          )
        })}
        <PushRow push={answer.push} />
      </tbody>
    </table>
  )
}

function HealthChips({ health: { failed, inDoubt, beingAsked, waiting, slowedDown } }: { health: ChannelsAnswer['channels'][number]['health'] }) {
  if (failed + inDoubt + waiting === 0) return <span className="chip ok flat">{t('Fine')}</span>
  return (
    <span className="flex gap-1">
      {failed > 0 && <span className="chip bad flat" title={t('Given up within the last 24 hours')}>{t('{count} failed', { count: count(failed) })}</span>}
      {inDoubt > 0 && <span className="chip unsure flat" title={t('{asked} of them the provider is being asked about', { asked: beingAsked })}>{t('{count} in doubt', { count: count(inDoubt) })}</span>}
      {waiting > 0 && <span className="chip wait flat" title={t('{slowed} of them because the other side had too much at once', { slowed: slowedDown })}>{t('{count} tried again', { count: count(waiting) })}</span>}
    </span>
  )
}
