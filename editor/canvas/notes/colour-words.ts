import type { NoteColour } from '#engine/graph/flow'
import { t } from '../../words/t'

export const colourWords: Record<NoteColour, string> = { yellow: t('Yellow'), blue: t('Blue'), green: t('Green'), grey: t('Grey') }
