import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import type { SourceRule } from '#nodes/revops/source-rule'
import { placesQuery, rosterQuery, workQuery } from '../api/queries'
import { type Source, sourcesApi, sourcesQuery } from '../api/sources'
import { CopyField } from '../parts/CopyField'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'
import { ConfirmFirst } from './ConfirmFirst'

type ToTeam = Extract<SourceRule, { to: 'team' }>

const noTeam: ToTeam = { to: 'team', teamId: '', territory: null, skills: [], goesFirst: false }

/** Where a source's leads go from now on. */
export function RuleSheet({ source, pool, onClose }: { source: Source; pool: string | undefined; onClose: () => void }) {
  const client = useQueryClient()
  const places = useQuery(placesQuery)
  const roster = useQuery(rosterQuery)
  const [to, setTo] = useState(source.rule?.to ?? 'team')
  const [rule, setRule] = useState<ToTeam>(source.rule?.to === 'team' ? { ...source.rule, teamId: source.ruleTeam === null ? '' : source.rule.teamId } : noTeam)
  const [skills, setSkills] = useState(rule.skills.join(', '))
  const save = useMutation({
    mutationFn: (next: SourceRule | null) => sourcesApi.setRule(source.id, next),
    onSuccess: async () => {
      await Promise.all([sourcesQuery, placesQuery, workQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })))
      onClose()
    },
  })
  const submit = () => save.mutate(to === 'default' ? { to } : { ...rule, skills: skills.split(',').map((skill) => skill.trim()).filter(Boolean) })
  const territories = [...new Set((roster.data?.reps ?? []).flatMap((rep) => rep.territories))].sort()
  return (
    <Sheet
      title={t('Leads from {source}', { source: source.name })}
      onClose={onClose}
      foot={
        <>
          {source.rule !== null && <button type="button" className="btn mr-auto" disabled={save.isPending} onClick={() => save.mutate(null)}>{t('Take the rule away')}</button>}
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form="rule-form" className="btn solid" disabled={save.isPending}>{t('Save the rule')}</button>
        </>
      }
    >
      <form id="rule-form" className="stack" onSubmit={(event) => { event.preventDefault(); submit() }}>
        <fieldset className="grid gap-2">
          <legend className="lab" style={{ padding: 0 }}>{t('Where do they go?')}</legend>
          <label className="flex gap-2 items-center"><input type="radio" className="radio" name="rule-to" checked={to === 'team'} onChange={() => setTo('team')} /> {t('To a team')}</label>
          <label className="flex gap-2 items-center"><input type="radio" className="radio" name="rule-to" checked={to === 'default'} onChange={() => setTo('default')} /> {pool === undefined ? t('To the default pool') : t('To the default pool, {team}', { team: pool })}</label>
        </fieldset>
        {to === 'team' && (
          <>
            <div>
              <label className="lab" htmlFor="rule-team">{t('Team')}</label>
              <select id="rule-team" className="field" required value={rule.teamId} onChange={(event) => setRule({ ...rule, teamId: event.target.value })}>
                <option value="">{t('Choose a team')}</option>
                {places.data?.references.teams.map((team) => <option key={team.id} value={team.id}>{team.name}</option>)}
              </select>
              <p className="help">{t('The best of the team gets each lead. No person is named: who is on the team may change.')}</p>
            </div>
            <div>
              <label className="lab" htmlFor="rule-territory">{t('Territory')}</label>
              <input id="rule-territory" className="field" list="rule-territories" maxLength={120} placeholder={t('As the lead has it')} value={rule.territory ?? ''} onChange={(event) => setRule({ ...rule, territory: event.target.value || null })} />
              <datalist id="rule-territories">{territories.map((territory) => <option key={territory} value={territory} />)}</datalist>
            </div>
            <div>
              <label className="lab" htmlFor="rule-skills">{t('Skills wanted as well')}</label>
              <input id="rule-skills" className="field" maxLength={1_000} placeholder={t('None')} value={skills} onChange={(event) => setSkills(event.target.value)} />
              <p className="help">{t('With commas between them, beside those that the lead wants.')}</p>
            </div>
            <label className="flex gap-2 items-start">
              <input type="checkbox" className="check" style={{ marginTop: 2 }} checked={rule.goesFirst} onChange={(event) => setRule({ ...rule, goesFirst: event.target.checked })} />
              <span>{t('Also where a step of a flow names another team')}<span className="help block" style={{ marginTop: 1 }}>{t('Otherwise the rule counts where a step says “By the source’s rule”.')}</span></span>
            </label>
          </>
        )}
        <ConfirmFirst source={source} />
        {source.address !== null && source.kind !== 'path-webhook' && (
          <div>
            <span className="lab" aria-hidden="true">{t('Where it sends to')}</span>
            <CopyField value={source.address} label={t('Where it sends to')} copied={t('The address is copied.')} />
          </div>
        )}
        {save.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{save.error.message}</p>}
      </form>
    </Sheet>
  )
}
