interface Source {
  id: string
  kind: string
}

/** Where the chosen source sends to, as far as it is no secret. */
export function SourceAddress({ source }: { source: Source | undefined }) {
  if (!source) return null
  switch (source.kind) {
    case 'signed-webhook':
      return <p className="help">It sends to <code>{`${location.origin}/hooks/${source.id}`}</code>, signed.</p>
    case 'path-webhook':
      return <p className="help">It sends to a secret address of its own, which was shown when the source was made.</p>
    case 'api':
      return <p className="help">It sends to <code>{`${location.origin}/api/events`}</code> or <code>/api/leads</code> with its token.</p>
    default:
      return null
  }
}
