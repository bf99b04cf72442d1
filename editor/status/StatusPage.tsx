import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react'
import { statusQuery, type Status } from '../api/status'
import { CommandButton } from '../app/CommandButton'
import { Ago } from '../parts/Time'
import { BoneRows, Failed } from '../parts/states'
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
        <h1>Status</h1>
        {status.data && <span className="quiet">Looked <Ago at={status.data.now} /></span>}
        <div className="grow" />
        <CommandButton />
      </header>
      {status.isPending ? <BoneRows rows={12} label="Looking" /> : !status.data ? <Failed error={status.error} what="The status" onRetry={() => void status.refetch()} /> : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a page that scrolls and may hold no link must be reached by the keyboard
        <section className="status" aria-label="Checks" tabIndex={0}>
          {status.isError && <p className="notice bad" role="alert">The server does not answer now. This is what it said last; leads that arrived are kept.</p>}
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
    <section className={`verdict ${mood}`} aria-label="In short">
      <h2 role="status"><Sign aria-hidden="true" /> {words}</h2>
      {lastPass ? (
        <dl className="totals">
          <div><dt>came in</dt><dd>{lastPass.events.toLocaleString('en')}</dd></div>
          {lastPass.stuck > 0 && <div><dt>stuck, with a person</dt><dd>{lastPass.stuck.toLocaleString('en')}</dd></div>}
          {placesOf(lastPass).map(({ place, words: label, count }) => (
            <div key={place} className={place === 'nobody' && count > 0 ? 'lost' : ''}><dt>{label}</dt><dd>{count.toLocaleString('en')}</dd></div>
          ))}
        </dl>
      ) : (
        <p className="quiet">Where the leads stand is counted within a minute of the start.</p>
      )}
    </section>
  )
}
