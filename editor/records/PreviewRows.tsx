import { CircleX } from 'lucide-react'
import type { Preview, Target } from '../api/records'
import { t, translated } from '../words/t'
import { locale } from '../words/language'

const maxColumns = 8

/** The first rows as they come out, or why they would not. */
export function PreviewRows({ preview: { columns, choices, rows }, targets }: { preview: Preview; targets: Target[] }) {
  const taken = columns.flatMap(({ name }, index) => {
    const target = targets[index] ?? 'skip'
    if (target === 'skip') return []
    return [{ key: target === 'more' ? name : target, words: target === 'more' ? name : translated(choices.find((each) => each.target === target)?.words ?? name), isField: target !== 'more' }]
  })
  const shown = [...taken].sort((a, b) => Number(b.isField) - Number(a.isField)).slice(0, maxColumns)
  return (
    <>
      <div className="import-head">
        <h2>{t('How the first rows come out')}</h2>
        {taken.length > shown.length && <span className="quiet ml-auto">{t('and {count} more columns', { count: taken.length - shown.length })}</span>}
      </div>
      <div className="import-preview">
        <table className="list-table">
          <thead>
            <tr>
              <th style={{ width: 56 }}>{t('Line')}</th>
              {shown.map(({ key, words }) => <th key={key}>{words}</th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.line}>
                <td className="quiet">{row.line}</td>
                {'lead' in row ? (
                  shown.map(({ key }) => <td key={key} title={textOf(row.lead[key])}>{textOf(row.lead[key])}</td>)
                ) : (
                  <td colSpan={Math.max(1, shown.length)} className="text-bad-text">
                    <CircleX className="s" style={{ display: 'inline', verticalAlign: '-2px' }} aria-hidden="true" /> {t('Refused:')} {row.column !== null && <b>{row.column}: </b>}{row.reason}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function textOf(value: unknown): string {
  return typeof value === 'number' ? value.toLocaleString(locale, { maximumFractionDigits: 10 }) : typeof value === 'string' ? value : ''
}
