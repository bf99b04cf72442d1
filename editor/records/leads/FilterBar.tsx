import { useQuery } from '@tanstack/react-query'
import { leadFilterChoicesQuery, leadStates } from '../../api/leads'
import { SearchField } from '../../parts/SearchField'
import { t } from '../../words/t'
import { leadStateWords } from '../lead-words'
import { ArrivedFilter } from './ArrivedFilter'
import { isFiltered, type LeadSearch, noFilter, nobody } from './lead-search'
import { RangeFilter } from './RangeFilter'
import { ValuesFilter } from './ValuesFilter'

/** Which leads are shown: each part narrows the list further. */
export function FilterBar({ search, onChange }: { search: LeadSearch; onChange: (next: LeadSearch) => void }) {
  const { data } = useQuery(leadFilterChoicesQuery)
  const states = leadStates.map((id) => ({ id, words: leadStateWords[id].words }))
  const owners = [{ id: nobody, words: t('Nobody yet') }, ...(data?.owners ?? []).map(({ id, name, isActive }) => ({ id, words: isActive ? name : t('{name} (has left)', { name }) }))]
  const named = (refs: { id: string; name: string }[] | undefined) => (refs ?? []).map(({ id, name }) => ({ id, words: name }))
  return (
    <fieldset className="filters lead-filters" aria-label={t('Filters')}>
      <SearchField q={search.q} label={t('Find a lead by name, company, e-mail or phone')} placeholder={t('Name, company, e-mail or phone')} onSearch={(q) => onChange({ q })} />
      <ValuesFilter what={t('State')} choices={states} chosen={search.state} onChoose={(state) => onChange({ state })} />
      <ValuesFilter what={t('Owner')} choices={owners} chosen={search.owner} onChoose={(owner) => onChange({ owner })} />
      <ValuesFilter what={t('Team')} choices={named(data?.teams)} chosen={search.team} onChoose={(team) => onChange({ team })} />
      <ValuesFilter what={t('Source')} choices={named(data?.sources)} chosen={search.source} onChoose={(source) => onChange({ source })} />
      <ValuesFilter what={t('Territory')} choices={(data?.territories ?? []).map((id) => ({ id, words: id }))} chosen={search.territory} onChoose={(territory) => onChange({ territory })} />
      <RangeFilter what={t('Score')} from={search.scoreFrom} to={search.scoreTo} onChange={(scoreFrom, scoreTo) => onChange({ scoreFrom, scoreTo })} />
      <RangeFilter what={t('Value')} from={search.amountFrom} to={search.amountTo} onChange={(amountFrom, amountTo) => onChange({ amountFrom, amountTo })} />
      <ArrivedFilter search={search} onChange={onChange} />
      <button type="button" className={`btn xs ${search.overdue ? 'soft' : ''}`} aria-pressed={search.overdue !== undefined} title={t('Something that was to be done about the lead is not done, and its deadline is over')} onClick={() => onChange({ overdue: search.overdue ? undefined : 'yes' })}>
        {t('Deadline over')}
      </button>
      {isFiltered(search) && <button type="button" className="btn xs plain" onClick={() => onChange(noFilter)}>{t('Clear filters')}</button>}
    </fieldset>
  )
}
