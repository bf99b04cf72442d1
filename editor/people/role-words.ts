import type { Role } from '../api/types'
import { t } from '../words/t'

export const roleWords: Record<Role, string> = { ops: t('Revenue operations'), manager: t('Manager'), rep: t('Rep') }
