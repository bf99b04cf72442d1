/** What ops have said of where a source's leads go. Teams, never people: who is on a team changes. */
export type SourceRule =
  | { to: 'default' }
  | {
      to: 'team'
      teamId: string
      /** Counts instead of the lead's own; null: as the lead has it. */
      territory: string | null
      /** Beside those that the lead wants. */
      skills: string[]
      /** Also where a step names another team. */
      goesFirst: boolean
    }

interface Team {
  id: string
  name: string
}

/** A source as routing sees it: its rule, and the teams that it and the default pool name, where they still exist. */
export interface SourceView {
  id: string
  name: string
  rule: SourceRule | null
  ruleTeam: Team | null
  defaultTeam: Team | null
}

/**
 * - `step`: the step's own team. `rule`: the source's rule. `rule-first`: that rule, instead of the step's team.
 * - `default`: the rule says the default pool. `no-rule`: nobody has thought of this source, so the default pool.
 * - `team-gone`: the rule's team does not exist any more, so the default pool. `first-gone`: the same of a rule that goes first, so the step's own.
 */
export type SourceWhy = 'step' | 'rule' | 'rule-first' | 'default' | 'no-rule' | 'team-gone' | 'first-gone'

export interface TeamChoice {
  /** Null: there is none, not even a default pool. */
  team: Team | null
  /** Instead of the lead's own territory. */
  territory: string | null
  /** Beside the lead's own skills. */
  skills: string[]
  why: SourceWhy
}

/**
 * Which team gets a lead of this source. A step that names a team keeps it, unless the source's rule goes first; a step that leaves it to
 * the source takes the rule's team, and the default pool for whatever the rules do not say.
 */
export function chooseTeam(by: 'team' | 'source', stepTeam: Team | null, { rule, ruleTeam, defaultTeam }: Pick<SourceView, 'rule' | 'ruleTeam' | 'defaultTeam'>): TeamChoice {
  const plain = (team: Team | null, why: SourceWhy): TeamChoice => ({ team, territory: null, skills: [], why })
  const isAsked = by === 'source' || (rule?.to === 'team' && rule.goesFirst)
  if (!isAsked) return plain(stepTeam, 'step')
  const instead = by === 'source' ? defaultTeam : stepTeam
  if (rule === null) return plain(instead, 'no-rule')
  if (rule.to === 'default') return plain(instead, 'default')
  if (ruleTeam === null) return plain(instead, by === 'source' ? 'team-gone' : 'first-gone')
  return { team: ruleTeam, territory: rule.territory, skills: rule.skills, why: by === 'source' ? 'rule' : 'rule-first' }
}

/** How the team was found, as it is kept with the ranking. */
export interface KeptSource {
  source: string
  team: string | null
  why: SourceWhy
}
