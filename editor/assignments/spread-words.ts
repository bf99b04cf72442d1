import { scoreWords } from '../runs/value-words'
import { t } from '../words/t'

/** From which Gini coefficient on we call leads spread rather unevenly, and very: where half of the reps have half as much again as the others, and three times as much. */
const rather = 0.1
const very = 0.25

/** How evenly something is spread, in words with the figure: “evenly (0.08)”. */
export function spreadWords(unevenness: number): string {
  const figure = scoreWords(unevenness)
  if (unevenness < rather) return t('evenly ({figure})', { figure })
  return unevenness < very ? t('rather unevenly ({figure})', { figure }) : t('very unevenly ({figure})', { figure })
}
