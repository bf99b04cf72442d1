import { useMutation, useQueryClient } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { type Territories, territoriesApi, territoriesQuery } from '../api/territories'
import { sayError, useToasts } from '../parts/toasts'
import { t } from '../words/t'

/** What falls through: territories that nobody works, leads without one, names that are on no list. */
export function TerritoryHoles({ all, mayChange }: { all: Territories; mayChange: boolean }) {
  const client = useQueryClient()
  const place = useMutation({
    mutationFn: territoriesApi.place,
    onSuccess: ({ placed }) => useToasts.getState().say(t('{placed, plural, =0 {No lead fits a rule.} one {One lead has a territory now.} other {# leads have a territory now.}}', { placed })),
    onError: sayError,
    onSettled: () => client.invalidateQueries({ queryKey: territoriesQuery.queryKey }),
  })
  const { territories, withoutTerritory, strange } = all
  const uncovered = territories.filter((territory) => !territory.isCovered)
  if (uncovered.length === 0 && withoutTerritory === 0 && strange.length === 0) return null
  return (
    <div className="notice warn items-start">
      <TriangleAlert aria-hidden="true" />
      <ul className="grow grid gap-1">
        {uncovered.length > 0 && <li>{t('Nobody active works {names}: leads there go on by “Nobody free”.', { names: uncovered.map(({ name }) => name).join(', ') })}</li>}
        {withoutTerritory > 0 && <li>{t('{count, plural, one {# lead} other {# leads}} of the last 30 days had no territory, so anybody may get them.', { count: withoutTerritory })}</li>}
        {strange.length > 0 && <li>{t('Not on this list: {names}.', { names: strange.slice(0, 5).map(strangeWords).join(', ') })}</li>}
      </ul>
      {mayChange && withoutTerritory > 0 && territories.some(({ condition }) => condition.rules.length > 0) && <button type="button" className="btn xs" disabled={place.isPending} onClick={() => place.mutate()}>{t('Ask the rules again')}</button>}
    </div>
  )
}

function strangeWords({ name, leads30, people }: Territories['strange'][number]): string {
  return t('“{name}” ({leads, plural, =0 {no lead} one {# lead} other {# leads}}, {people, plural, =0 {nobody} one {# person} other {# people}})', { name, leads: leads30, people: people.length })
}
