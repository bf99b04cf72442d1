import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { messagesOfLeadQuery, type WholeMessage } from '../api/messages'
import { meQuery } from '../api/queries'
import { BoneRows, Failed } from '../parts/states'
import { Ago } from '../parts/Time'
import { channelWords } from '../runs/run-words'
import { t } from '../words/t'
import { MessageSheet } from './MessageSheet'
import { MessageStateChip } from './MessageStateChip'
import { StopMessageSheet } from './StopMessageSheet'

/** What flows wrote to the person who has made this inquiry, also about others of theirs; newest first. */
export function PersonMessages({ leadId }: { leadId: string }) {
  const found = useQuery(messagesOfLeadQuery(leadId))
  const { data: me } = useQuery(meQuery)
  const [opened, setOpened] = useState<string>()
  const [stopping, setStopping] = useState<WholeMessage>()
  return (
    <section>
      <h3 className="lab">{t('What was written to them')}</h3>
      {found.isPending ? (
        <BoneRows rows={1} label={t('Reading the messages')} />
      ) : found.isError && !found.data ? (
        <Failed error={found.error} what={t('The messages')} />
      ) : found.data.messages.length === 0 ? (
        <p className="quiet">{t('Nothing yet.')}</p>
      ) : (
        <ul className="person-messages">
          {found.data.messages.map(({ key, subject, channel, state, changedAt, flow }) => (
            <li key={key}>
              <button type="button" className="main-word truncate" onClick={() => setOpened(key)}>{subject ?? t('{channel} of “{flow}”', { channel: channelWords[channel] ?? channel, flow: flow.name })}</button>
              <MessageStateChip state={state} />
              <span className="quiet"><Ago at={changedAt} /></span>
            </li>
          ))}
        </ul>
      )}
      {opened && !stopping && <MessageSheet id={opened} onClose={() => setOpened(undefined)} onStop={me?.user?.role === 'rep' ? undefined : setStopping} />}
      {stopping && <StopMessageSheet message={stopping} onClose={() => setStopping(undefined)} />}
    </section>
  )
}
