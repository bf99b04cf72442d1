import { Smartphone } from 'lucide-react'
import { useState } from 'react'
import type { SmsAccount } from '../api/channels'
import { CopyField } from '../parts/CopyField'
import { t } from '../words/t'
import { SmsSheet } from './SmsSheet'
import { TestPart } from './TestPart'

/** Text messages: through which account they go, and where the provider brings those that come. */
export function SmsSection({ account }: { account: SmsAccount | null }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <section className="section" aria-labelledby="sms-title">
      <h2 id="sms-title">{t('Text messages')}</h2>
      {account ? (
        <div className="stack">
          <p className="quiet">{t('As {sender}, through the account {account}; at most {perSecond, plural, one {one} other {#}} a second.', { sender: account.sender, account: account.accountSid, perSecond: account.perSecond })}</p>
          <div>
            <span className="lab" aria-hidden="true">{t('Where the provider brings messages that come')}</span>
            <CopyField value={account.inboundUrl} label={t('Where the provider brings messages that come')} copied={t('The address is copied.')} />
            <p className="help">{t('Enter it with the number or the messaging service, as what is called by POST when a message comes. STOP and START are then heeded at once.')}</p>
          </div>
          <TestPart channel="sms" />
          <div><button type="button" className="btn" onClick={() => setOpen(true)}>{t('Change the connection')}</button></div>
        </div>
      ) : (
        <div className="stack">
          <p className="quiet">{t('No provider is connected, so flows cannot write text messages. Any provider with Twilio’s API will do.')}</p>
          <div><button type="button" className="btn solid" onClick={() => setOpen(true)}><Smartphone aria-hidden="true" /> {t('Connect a provider')}</button></div>
        </div>
      )}
      {isOpen && <SmsSheet account={account} onClose={() => setOpen(false)} />}
    </section>
  )
}
