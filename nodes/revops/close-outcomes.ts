import { t } from '../sdk/t'

/** How it went with a lead that somebody is done with. */
export const closeOutcomes = { won: t('It became a deal'), 'not-now': t('Not now, maybe later'), 'no-answer': t('Nobody answers'), 'not-for-us': t('Not a lead for us') } as const

export type CloseOutcome = keyof typeof closeOutcomes
