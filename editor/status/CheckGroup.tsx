import { Check, CircleX, Minus, TriangleAlert } from 'lucide-react'
import type { HealthRow } from '../api/status'
import { t, translated } from '../words/t'

const signs = { ok: Check, warning: TriangleAlert, problem: CircleX, skipped: Minus }
const stateWords = { ok: t('Fine'), warning: t('To look at'), problem: t('Problem'), skipped: t('Not looked at') }

/** The checks of one part; those that are not fine say what it means and what to do. */
export function CheckGroup({ words, rows }: { words: string; rows: HealthRow[] }) {
  return (
    <section aria-label={words} className="health-group">
      <h2>{words}</h2>
      <ul>
        {rows.map(({ name, state, title, says, means, todo }) => {
          const Sign = signs[state]
          return (
            <li key={name} className={`health-row ${state}`}>
              <Sign role="img" aria-label={stateWords[state]} />
              <b>{translated(title)}</b>
              <span className="says">{translated(says)}</span>
              {means && <p className="means">{means}</p>}
              {todo && <p className="todo">{todo}</p>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
