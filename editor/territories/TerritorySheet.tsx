import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import type { RuleGroup } from '#nodes/revops/condition'
import { describeCondition } from '#nodes/revops/describe-condition'
import { rosterQuery } from '../api/queries'
import { type Territories, territoriesApi, territoriesQuery, type Territory } from '../api/territories'
import { fieldLabel } from '../inspector/field-choice'
import { lazily } from '../parts/lazily'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'
import { useTerritoryFields } from './territory-fields'

const ConditionBuilder = lazily(async () => (await import('../inspector/widgets/ConditionBuilder')).ConditionBuilder, () => <span className="bone" style={{ height: 76 }} />)

const noRules: RuleGroup = { combinator: 'and', rules: [] }

/** A territory: what it is called, which leads belong to it, and who works it. */
export function TerritorySheet({ territory, all, onClose }: { territory: Territory | undefined; all: Territories; onClose: () => void }) {
  const client = useQueryClient()
  const fields = useTerritoryFields()
  const [name, setName] = useState(territory?.name ?? '')
  const [condition, setCondition] = useState(territory?.condition ?? noRules)
  const [people, setPeople] = useState(() => territory?.people.map(({ id }) => id) ?? [])
  const done = async () => {
    await Promise.all([territoriesQuery, rosterQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })))
    onClose()
  }
  const save = useMutation({
    mutationFn: async () => {
      const input = { name, condition, people }
      await (territory ? territoriesApi.update(territory.id, input) : territoriesApi.create(input))
    },
    onSuccess: done,
  })
  const remove = useMutation({ mutationFn: async () => territory && territoriesApi.delete(territory.id), onSuccess: done })
  const error = save.error ?? remove.error
  const sentence = describeCondition(condition, (path) => fieldLabel(path, fields))
  const others = territory?.people.filter(({ id }) => !all.everyone.some((each) => each.id === id)) ?? []
  return (
    <Sheet
      title={territory ? territory.name : t('New territory')}
      className="roomy"
      onClose={onClose}
      foot={
        <>
          {territory && <button type="button" className="btn mr-auto" disabled={remove.isPending} onClick={() => remove.mutate()}>{t('Delete it')}</button>}
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form="territory-form" className="btn solid" disabled={save.isPending}>{t('Save')}</button>
        </>
      }
    >
      <form id="territory-form" className="stack" onSubmit={(event) => { event.preventDefault(); remove.reset(); save.mutate() }}>
        <div>
          <label className="lab" htmlFor="territory-name">{t('Name')}</label>
          <input id="territory-name" className="field" required maxLength={80} placeholder={t('Such as “Rhineland”')} value={name} onChange={(event) => setName(event.target.value)} />
          {territory && name.trim().toLowerCase() !== territory.name.toLowerCase() && <p className="help">{t('Leads, people and rules of sources follow the new name. Steps of flows that compare it with the old one do not: look through them.')}</p>}
        </div>
        <div>
          <span className="lab">{t('Which leads belong to it')}</span>
          <p className="in-words" aria-live="polite">{sentence === '' ? t('No rule yet: only leads that come with this territory belong to it.') : t('A lead that came without a territory belongs to it when {sentence}.', { sentence })}</p>
          <ConditionBuilder value={condition} fields={fields} onChange={setCondition} />
        </div>
        <fieldset>
          <legend className="lab" style={{ padding: 0 }}>{t('Who works it')}</legend>
          <div className="choices scroll">
            {all.everyone.length === 0 && <p className="help">{t('No reps yet')}</p>}
            {all.everyone.map((each) => (
              <label key={each.id}>
                <input type="checkbox" className="check" checked={people.includes(each.id) || each.territories.length === 0} disabled={each.territories.length === 0} onChange={(event) => setPeople(event.target.checked ? [...people, each.id] : people.filter((id) => id !== each.id))} />
                <span className="truncate">{each.name} <span className="quiet">{each.territories.length === 0 ? t('works everywhere') : each.team}</span></span>
              </label>
            ))}
          </div>
          {others.length > 0 && <p className="help">{t('And {names}, who get no leads.', { names: others.map((each) => each.name).join(', ') })}</p>}
        </fieldset>
        {error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{error.message}</p>}
      </form>
    </Sheet>
  )
}
