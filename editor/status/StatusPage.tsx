import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react'
import { statusQuery, type Status } from '../api/status'
import { BarTools } from '../app/BarTools'
import { Ago } from '../parts/Time'
import { BoneRows, Failed } from '../parts/states'
import { rich, t } from '../words/t'
import { count } from '../parts/counts'
import { CheckGroup } from './CheckGroup'
import { LeakTable } from './LeakTable'
import { groups, placesOf, verdictOf } from './status-words'
import './status.css'

const everyMs = 4_000
const signs = { ok: CircleCheck, warning: TriangleAlert, problem: CircleX }

/** Whether everything is fine, and if not, what to do: the page of those who run Watertight. */
export function StatusPage() {
  const status = useQuery({ ...statusQuery, refetchInterval: everyMs })
  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Status')}</h1>
        {status.data && <span className="quiet">{rich('Looked {ago}', { ago: <Ago at={status.data.now} /> })}</span>}
        <div className="grow" />
        <BarTools />
      </header>
      {status.isPending ? <BoneRows rows={12} label={t('Looking')} /> : !status.data ? <Failed error={status.error} what={t('The status')} /> : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a page that scrolls and may hold no link must be reached by the keyboard
        <section className="status" aria-label={t('Checks')} tabIndex={0}>
          {status.isError && <p className="notice bad" role="alert">{t('The server does not answer now. This is what it said last; leads that arrived are kept.')}</p>}
          <Verdict status={status.data} />
          {status.data.leaks.count > 0 && <LeakTable leaks={status.data.leaks} />}
          <div className="status-groups">
            {groups.map(({ group, words }) => <CheckGroup key={group} words={words} rows={(status.data?.checks ?? []).filter((row) => row.group === group)} />)}
          </div>
        </section>
      )}
    </main>
  )
}

function Verdict({ status }: { status: Status }) {
  const { mood, words } = verdictOf(status)
  const Sign = signs[mood]
  const { lastPass } = status
  return (
    <section className={`verdict ${mood}`} aria-label={t('In short')}>
      <h2 role="status"><Sign aria-hidden="true" /> {words}</h2>
      {lastPass ? (
        <dl className="totals">
          <div><dt>{t('came in')}</dt><dd>{count(lastPass.events)}</dd></div>
          {lastPass.stuck > 0 && <div><dt>{t('stuck, with a person')}</dt><dd>{count(lastPass.stuck)}</dd></div>}
          {placesOf(lastPass).map(({ place, words: label, count: leads }) => (
            <div key={place} className={place === 'nobody' && leads > 0 ? 'lost' : ''}><dt>{label}</dt><dd>{count(leads)}</dd></div>
          ))}
        </dl>
      ) : (
        <p className="quiet">{t('Where the leads stand is counted within a minute of the start.')}</p>
      )}
    </section>
  )
}
