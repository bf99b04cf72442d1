import type { Figure } from '#engine/graph/flow'
import type { ReactNode } from 'react'
import { rich } from '../words/t'

/** The figure that a flow should move, from what it is now to its goal. */
export function FigureWords({ figure: { name, now, goal } }: { figure: Figure }): ReactNode {
  const b = (words: ReactNode) => <b className="med num">{words}</b>
  if (now !== '' && goal !== '') return rich('{name}: from <b>{now}</b> to <b>{goal}</b>', { name, now, goal, b })
  if (goal !== '') return rich('{name}: to <b>{goal}</b>', { name, goal, b })
  return now !== '' ? rich('{name}: now <b>{now}</b>', { name, now, b }) : name
}
