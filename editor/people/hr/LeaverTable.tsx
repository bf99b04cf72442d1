import type { HeldChange } from '../../api/hr'
import { t } from '../../words/t'

/** Who would leave, with the leads that each has now. */
export function LeaverTable({ leaves }: { leaves: HeldChange['leaves'] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keys
    <section className="leavers" tabIndex={0} aria-label={t('Who would leave')}>
      <table className="list-table">
        <thead><tr><th>{t('Leaves')}</th><th>{t('E-mail')}</th><th className="r" style={{ width: 100 }}>{t('Leads now')}</th></tr></thead>
        <tbody>
          {leaves.map((each) => (
            <tr key={each.id}><td className="med">{each.name}</td><td className="soft">{each.email}</td><td className="r num">{each.load}</td></tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
