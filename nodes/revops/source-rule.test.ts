import { describe, expect, it } from 'vitest'
import { chooseTeam, type SourceRule } from './source-rule'

const [step, own, pool] = ['step', 'own', 'pool'].map((id) => ({ id, name: id })) as [{ id: string; name: string }, { id: string; name: string }, { id: string; name: string }]
const rule: SourceRule = { to: 'team', teamId: 'own', territory: 'west', skills: ['rail'], goesFirst: false }
const view = { rule, ruleTeam: own, defaultTeam: pool }

describe('R7: which team gets a lead of a source', () => {
  it.each([
    ['its rule’s, where a step leaves it to the source', 'source', view, ['own', 'rule']],
    ['the step’s own, where it names one', 'team', view, ['step', 'step']],
    ['its rule’s, where that goes before the step’s', 'team', { ...view, rule: { ...rule, goesFirst: true } }, ['own', 'rule-first']],
    ['the default pool’s, where the rule says so', 'source', { ...view, rule: { to: 'default' } }, ['pool', 'default']],
    ['the default pool’s, where there is no rule', 'source', { ...view, rule: null, ruleTeam: null }, ['pool', 'no-rule']],
    ['the default pool’s, where the rule’s team is gone', 'source', { ...view, ruleTeam: null }, ['pool', 'team-gone']],
    ['the step’s, where the team of a rule that goes first is gone', 'team', { ...view, rule: { ...rule, goesFirst: true }, ruleTeam: null }, ['step', 'first-gone']],
    ['none, where there is no default pool either', 'source', { rule: null, ruleTeam: null, defaultTeam: null }, [undefined, 'no-rule']],
  ] as const)('is %s', (_name, by, given, [team, why]) => {
    const chosen = chooseTeam(by, step, given as typeof view)
    expect([chosen.team?.id, chosen.why]).toEqual([team, why])
  })

  it('comes with the rule’s territory and skills, and with those only', () => {
    expect(chooseTeam('source', step, view)).toMatchObject({ territory: 'west', skills: ['rail'] })
    expect(chooseTeam('team', step, view)).toMatchObject({ territory: null, skills: [] })
  })
})
