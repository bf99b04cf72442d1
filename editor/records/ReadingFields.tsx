import type { ImportDetail, Preview, Reading } from '../api/records'
import { t } from '../words/t'
import { cameAsWords } from './import-words'

const separators = { ',': t('Comma'), ';': t('Semicolon'), '\t': t('Tab'), '|': t('Bar') }
const separatorKeys = [',', ';', '\t', '|'] as const

/** How the file is read: found out, and changeable where it was found out wrong. */
export function ReadingFields({ detail, preview, hasNumbers, onChange }: { detail: ImportDetail; preview: Preview; hasNumbers: boolean; onChange: (reading: Reading) => void }) {
  return (
    <div className="stack">
      <div className="sub-fields">
        <div>
          <label className="lab" htmlFor="import-separator">{t('Separated by')}</label>
          {/* Another separator makes other columns: what was mapped says nothing any more. */}
          <select id="import-separator" className="field" value={preview.separator} onChange={(event) => onChange({ separator: separatorKeys.find((each) => each === event.target.value), targets: undefined })}>
            {separatorKeys.map((each) => <option key={each} value={each}>{separators[each]}</option>)}
          </select>
        </div>
        <div>
          <label className="lab" htmlFor="import-encoding">{t('Letters')}</label>
          <select id="import-encoding" className="field" value={preview.encoding} onChange={(event) => onChange({ encoding: event.target.value === 'windows-1252' ? 'windows-1252' : 'utf-8' })}>
            <option value="utf-8">{detail.cameAs === 'utf-16' ? 'UTF-16' : 'UTF-8'}</option>
            <option value="windows-1252">Windows-1252</option>
          </select>
        </div>
        {hasNumbers && (
          <div>
            <label className="lab" htmlFor="import-decimal">{t('Numbers')}</label>
            <select id="import-decimal" className="field" value={preview.decimal} onChange={(event) => onChange({ decimal: event.target.value === ',' ? ',' : '.' })}>
              <option value=".">1,234.50</option>
              <option value=",">1.234,50</option>
            </select>
          </div>
        )}
      </div>
      <p className="help" style={{ margin: 0 }}>{t('Read as {encoding}. If letters look wrong in the preview, choose the other.', { encoding: cameAsWords[detail.cameAs] })}</p>
    </div>
  )
}
