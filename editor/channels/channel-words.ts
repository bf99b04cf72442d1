import { Bell, Globe, type LucideIcon, Mail, MessageSquare, Smartphone, Webhook } from 'lucide-react'
import type { ChannelName, ChannelsAnswer, ChannelState } from '../api/channels'
import { t } from '../words/t'

export const channelNames: Record<ChannelName, { words: string; icon: LucideIcon }> = {
  email: { words: t('E-mail'), icon: Mail }, sms: { words: t('Text message'), icon: Smartphone }, webhook: { words: t('Webhook'), icon: Webhook },
  slack: { words: t('Chat'), icon: MessageSquare }, http: { words: t('Web address'), icon: Globe }, notice: { words: t('Desktop'), icon: Bell },
}

/** What becomes of a message that may or may not have arrived. */
export const natureWords: Record<ChannelState['nature'], string> = { idempotent: t('Sent again; a second one is dropped'), askable: t('The provider is asked'), blind: t('A person finds out') }

/** What it goes through, in whose name. */
export function connectedWords(channel: ChannelName, { mail, sms }: ChannelsAnswer): string {
  switch (channel) {
    case 'email':
      return mail.isLocal ? t('The mailbox of this machine: nothing leaves it') : t('Your mail server, as {from}', { from: mail.from })
    case 'sms':
      return sms ? t('{host}, as {sender}', { host: new URL(sms.url).host, sender: sms.sender }) : t('Nothing yet')
    case 'webhook':
    case 'slack':
      return t('Each person’s own connection')
    case 'http':
      return t('What each step names')
    case 'notice':
      return t('Watertight itself')
  }
}
