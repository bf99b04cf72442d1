import type { ReactNode } from 'react'
import { rich, t } from '../../words/t'

interface Source {
  id: string
  kind: string
}

const code = (words: ReactNode) => <code>{words}</code>

/** Where the chosen source sends to, as far as it is no secret. */
export function SourceAddress({ source }: { source: Source | undefined }) {
  if (!source) return null
  switch (source.kind) {
    case 'signed-webhook':
      return <p className="help">{rich('It sends to <code>{address}</code>, signed.', { address: `${location.origin}/hooks/${source.id}`, code })}</p>
    case 'path-webhook':
      return <p className="help">{t('It sends to a secret address of its own, which was shown when the source was made.')}</p>
    case 'api':
      return <p className="help">{rich('It sends to <code>{events}</code> or <code>{leads}</code> with its token.', { events: `${location.origin}/api/events`, leads: '/api/leads', code })}</p>
    default:
      return null
  }
}
