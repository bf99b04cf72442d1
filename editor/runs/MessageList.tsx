import type { RunEffect } from '../api/types'
import { Ago } from '../parts/Time'
import { t } from '../words/t'
import { channelWords, effectWords } from './run-words'

/** What this step sent, to whom, and whether it got there. */
export function MessageList({ effects }: { effects: RunEffect[] }) {
  return (
    <section className="sect">
      <h3>{t('Messages')}</h3>
      <ul className="messages">
        {effects.map((effect) => {
          const { words, tone } = effectWords[effect.state]
          return (
            <li key={effect.item}>
              <span className="min-w-0">
                <b>{effect.recipient.name}</b> <span className="quiet">{triedWords(channelWords[effect.channel] ?? effect.channel, effect.attempt)}</span>
                {effect.reason && <span className={`block ${tone === 'bad' ? 'text-bad-text' : 'soft'}`}>{effect.reason}</span>}
              </span>
              <span className="quiet"><Ago at={effect.at} /></span>
              <span className={`chip sm flat ${tone}`}>{words}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function triedWords(channel: string, attempt: number): string {
  return attempt > 1 ? t('{channel}, try {attempt}', { channel, attempt }) : channel
}
