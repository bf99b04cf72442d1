import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, SlidersHorizontal } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Weights } from '#nodes/revops/route-rules'
import { type WhatIfAnswer, whatIfQuery } from '../api/assignments'
import { rosterQuery } from '../api/queries'
import { BarTools } from '../app/BarTools'
import { BoneRows, Empty, Failed } from '../parts/states'
import { t } from '../words/t'
import { spreadWords } from './spread-words'
import { WeightSliders } from './WeightSliders'
import { WhatIfTable } from './WhatIfTable'

const pauseMs = 250

/** How last month's leads would have been spread by other weights. Nothing is changed by it. */
export function WhatIfPage() {
  const [team, setTeam] = useState<string>()
  const [weights, setWeights] = useState<Weights>()
  const asked = useAfterPause(weights)
  const roster = useQuery(rosterQuery)
  const answer = useQuery(whatIfQuery({ ...(asked && { weights: asked }), ...(team && { team }) }))
  // What is asked again when the sliders go back: the weights that are in use.
  const shown = weights ?? answer.data?.weights

  return (
    <main className="main">
      <header className="bar">
        <Link to="/records/assignments" className="btn icon plain" aria-label={t('Back to the assignments')} title={t('Back to the assignments')}><ArrowLeft aria-hidden="true" /></Link>
        <h1>{t('What if …')}</h1>
        <div className="grow" />
        <BarTools />
      </header>
      <div className="page">
        {answer.isPending ? (
          <BoneRows rows={8} label={t('Ranking last month’s leads again')} />
        ) : answer.isError ? (
          <Failed error={answer.error} what={t('What would have been')} />
        ) : (
          <div className="what-if">
            <aside aria-label={t('What counts')}>
              <label className="lab" htmlFor="what-if-team">{t('Team')}</label>
              <select id="what-if-team" className="field small" value={team ?? ''} onChange={(event) => setTeam(event.target.value || undefined)}>
                <option value="">{t('All teams')}</option>
                {roster.data?.teams.map((each) => <option key={each.id} value={each.id}>{each.name}</option>)}
              </select>
              {shown && <WeightSliders weights={shown} onChange={setWeights} />}
              <button type="button" className="btn sm" disabled={!weights} onClick={() => setWeights(undefined)}>{t('As in the newest assignment')}</button>
              <p className="help">{t('Nothing is changed by this. To use other weights, set them in the step “Pick the best rep” of a flow.')}</p>
            </aside>
            <section aria-label={t('How leads would have been spread')}>
              {answer.data.decisions === 0 ? (
                <Empty icon={SlidersHorizontal} title={t('No lead was ranked in the last 30 days')}>{t('Once a flow has picked reps for leads, you can try here what other weights would have done.')}</Empty>
              ) : (
                <WhatWouldBe answer={answer.data} />
              )}
            </section>
          </div>
        )}
      </div>
    </main>
  )
}

function WhatWouldBe({ answer }: { answer: WhatIfAnswer }) {
  const { decisions, changed, spread, balance, isCut, unlisted } = answer
  return (
    <>
      <p className="what-if-head" role="status">
        {changed === 0 ? t('All {decisions, number} assignments would have gone to the same reps.', { decisions }) : t('{changed, plural, one {# assignment} other {# assignments}} of {decisions, number} would have gone to somebody else.', { changed, decisions })}
      </p>
      <p className="soft">{t('Spread over these reps: {was} as it was, {would} as it would have been.', { was: spreadWords(balance.was), would: spreadWords(balance.would) })}</p>
      <WhatIfTable spread={spread} decisions={decisions} />
      <p className="help">{t('A lead that was offered to several reps, one after another, counts for each of them. Each is ranked for itself as things stood then: who was full, away or elsewhere stays so, and that somebody would have had more or fewer leads by the next one is not counted.')}</p>
      {isCut && <p className="help">{t('There were more assignments; these are the newest {decisions, number}.', { decisions })}</p>}
      {unlisted > 0 && <p className="help">{t('Of {unlisted, plural, one {# assignment} other {# assignments}} only the best reps are known, not all who could have taken it.', { unlisted })}</p>}
    </>
  )
}

/** The value once it has stayed the same for a moment: a slider that is drawn asks the server once. */
function useAfterPause<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
