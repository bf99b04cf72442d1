import { t } from '../../sdk/t'

/** The ways in which a person outside is reached. */
export const contactChannels = { email: t('E-mail'), sms: t('Text message'), call: t('Phone call') } as const
export type ContactChannel = keyof typeof contactChannels

/** What a person is written to about. Consent is given and taken back for each by itself. */
export const purposes = { inquiry: t('Their inquiry'), marketing: t('News and offers'), contract: t('Their contract') } as const
export type Purpose = keyof typeof purposes

/** Which purposes need a yes first. What a contract makes necessary may be said until the person says no to it. */
export const needsYes: Record<Purpose, boolean> = { inquiry: true, marketing: true, contract: false }
