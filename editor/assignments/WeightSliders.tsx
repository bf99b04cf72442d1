import { useId } from 'react'
import type { Weights } from '#nodes/revops/route-rules'
import { t } from '../words/t'

const sliders = [
  { part: 'capacity', words: t('Room') },
  { part: 'skill', words: t('Skill') },
  { part: 'performance', words: t('Results') },
  { part: 'availability', words: t('Presence') },
] as const

/** A slider for each part of the score; beside it, what share of the whole it is. */
export function WeightSliders({ weights, onChange }: { weights: Weights; onChange: (weights: Weights) => void }) {
  const id = useId()
  const total = sliders.reduce((sum, { part }) => sum + weights[part], 0)
  return (
    <div className="weights">
      {sliders.map(({ part, words }) => {
        const share = Math.round((weights[part] / (total || 1)) * 100)
        return (
          <div key={part} className="weight">
            <label htmlFor={`${id}-${part}`}>{words}</label>
            <output htmlFor={`${id}-${part}`} className="num">{share} %</output>
            <input
              id={`${id}-${part}`} type="range" min={0} max={100} step={1} value={Math.round((weights[part] / (largest(weights) || 1)) * 100)} aria-valuetext={t('{share} % of the score', { share })}
              onChange={(event) => onChange({ ...scaled(weights), [part]: Number(event.target.value) })}
            />
          </div>
        )
      })}
    </div>
  )
}

function largest(weights: Weights): number {
  return Math.max(...sliders.map(({ part }) => weights[part]))
}

/** The same beside one another, with 100 for the largest: as the sliders stand. */
function scaled(weights: Weights): Weights {
  const most = largest(weights) || 1
  const of = (weight: number) => Math.round((weight / most) * 100)
  return { capacity: of(weights.capacity), skill: of(weights.skill), performance: of(weights.performance), availability: of(weights.availability) }
}
