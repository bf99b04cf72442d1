import { useQuery } from '@tanstack/react-query'
import { channelsQuery } from '../api/channels'
import { BarTools } from '../app/BarTools'
import { BoneRows, Failed } from '../parts/states'
import { SettingsTabs } from '../people/SettingsTabs'
import { t } from '../words/t'
import { ChannelTable } from './ChannelTable'
import { MailSection } from './MailSection'
import { SmsSection } from './SmsSection'

/** The ways out of this machine: what they go through, how they do, and how they are set up. */
export function ChannelsPage() {
  const read = useQuery(channelsQuery)
  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Settings')}</h1>
        <SettingsTabs />
        <div className="grow" />
        <BarTools />
      </header>
      {read.isPending ? <BoneRows label={t('Reading the channels')} /> : !read.data ? <Failed error={read.error} what={t('The channels')} /> : (
        <div className="page">
          {read.isError && <p className="notice bad" role="alert">{t('The server does not answer now. This is what it said last.')}</p>}
          <ChannelTable answer={read.data} />
          <MailSection mail={read.data.mail} />
          <SmsSection account={read.data.sms} />
        </div>
      )}
    </main>
  )
}
