import { ArrowRight } from 'lucide-react'
import type { Preview, Target } from '../api/records'
import { t, translated } from '../words/t'

const isUnknown = (target: Target) => target === 'more' || target === 'skip'

/** Each column with some of its values and where it goes. */
export function ColumnTable({ preview: { columns, choices }, targets, onChange }: { preview: Preview; targets: Target[]; onChange: (targets: Target[]) => void }) {
  const unknown = targets.filter(isUnknown)
  const change = (index: number, target: Target) => {
    // A field is in one column only: taking it for this one frees it from the other.
    onChange(targets.map((each, at) => (at === index ? target : each === target && !isUnknown(target) ? 'more' : each)))
  }
  return (
    <>
      <div className="import-head">
        <h2>{t('Which column is what?')}</h2>
        {unknown.length > 0 && (
          <label className="flex gap-2 items-center ml-auto">
            <input type="checkbox" className="check" checked={unknown.every((each) => each === 'more')} onChange={(event) => onChange(targets.map((each) => (isUnknown(each) ? (event.target.checked ? 'more' : 'skip') : each)))} />
            {t('Keep columns that are no field under their own name')}
          </label>
        )}
      </div>
      <div className="import-columns">
        <table className="list-table">
          <thead>
            <tr>
              <th style={{ width: '26%' }}>{t('Column of the file')}</th>
              <th>{t('Values')}</th>
              <th style={{ width: 28 }}><span className="sr-only-now">{t('goes to')}</span></th>
              <th style={{ width: 240 }}>{t('Goes to')}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ name, samples }, index) => {
              const target = targets[index] ?? 'more'
              return (
                <tr key={name}>
                  <td className="med" title={name}>{name}</td>
                  <td className="soft" title={samples.join('\n')}>{samples.length > 0 ? samples.join(' · ') : <span className="quiet">{t('Empty in the first rows')}</span>}</td>
                  <td><ArrowRight className="s quiet" aria-hidden="true" /></td>
                  <td>
                    <select className={`field small ${isUnknown(target) ? 'quiet' : 'med'}`} aria-label={t('“{name}” goes to', { name })} value={target} onChange={(event) => change(index, choices.find((each) => each.target === event.target.value)?.target ?? 'more')}>
                      {choices.map((each) => <option key={each.target} value={each.target}>{translated(each.words)}</option>)}
                    </select>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </>
  )
}
