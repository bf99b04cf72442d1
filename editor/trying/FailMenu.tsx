import { MailX } from 'lucide-react'
import type { Channel } from '../api/trying'
import { Menu } from '../parts/Menu'
import { channelWords } from '../runs/run-words'
import { t, translated } from '../words/t'
import { useTry } from './try-store'

const channels: Channel[] = ['email', 'sms', 'webhook', 'slack', 'http']

/** Makes a way out fail, be uncertain, or work again, from now on. */
export function FailMenu() {
  const act = useTry((state) => state.act)
  const set = (channel: Channel, behaviour: { down: true } | { timesOutAfterAccept: 1 } | null) => void act({ name: 'fail', input: { channel, behaviour } }, { act: 'fail', channel, behaviour })
  return (
    <Menu
      label={t('Make a way out fail')}
      className="btn sm"
      button={<><MailX aria-hidden="true" /> {t('Make fail')}</>}
      items={channels.flatMap((channel) => {
        const name = translated(channelWords[channel] ?? channel)
        return [
          { key: `${channel} down`, words: t('{channel}: fails', { channel: name }), onChoose: () => set(channel, { down: true }) },
          { key: `${channel} unsure`, words: t('{channel}: nobody knows whether it arrived', { channel: name }), onChoose: () => set(channel, { timesOutAfterAccept: 1 }) },
          { key: `${channel} works`, words: t('{channel}: works again', { channel: name }), onChoose: () => set(channel, null) },
        ]
      })}
    />
  )
}
