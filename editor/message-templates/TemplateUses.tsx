import { Link } from '@tanstack/react-router'
import type { TemplateUse } from '../api/message-templates'
import { t } from '../words/t'

/** Which flows send a template. */
export function TemplateUses({ uses }: { uses: TemplateUse[] }) {
  return (
    <section>
      <h3 className="lab">{t('Sent by')}</h3>
      {uses.length === 0 ? (
        <p className="quiet">{t('No flow yet. Choose it in a step “Write to the lead”.')}</p>
      ) : (
        <ul className="words-uses">{uses.map(({ id, name, isLive }) => <li key={id}><Link to="/flows/$id" params={{ id }} className="link">{name}</Link> {!isLive && <span className="quiet">{t('only its draft')}</span>}</li>)}</ul>
      )}
    </section>
  )
}
