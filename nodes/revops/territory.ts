import type { RuleGroup } from './condition'
import { evaluate } from './evaluate-condition'
import type { JsonObject } from '../sdk/json'

/** A territory with the rules of what belongs to it. */
export interface TerritoryRules {
  /** As leads and people hold it. */
  key: string
  condition: RuleGroup
}

/** The first territory in order whose rules the lead fits; null where none does. One without rules takes no lead by itself. */
export function territoryOf(territories: readonly TerritoryRules[], record: JsonObject): string | null {
  return territories.find(({ condition }) => condition.rules.length > 0 && evaluate(condition, record).passed)?.key ?? null
}

/** How a lead came to its territory, as it is kept with a ranking: by which version of the rules. */
export interface KeptTerritory {
  name: string
  rules: number
}
