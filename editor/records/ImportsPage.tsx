import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { FileSpreadsheet, FileUp } from 'lucide-react'
import { type ImportRow, importsQuery } from '../api/records'
import { BarTools } from '../app/BarTools'
import { BoneRows, Empty, Failed } from '../parts/states'
import { count } from '../parts/counts'
import { Ago } from '../parts/Time'
import { useListKeys } from '../parts/use-list-keys'
import { t } from '../words/t'
import { ImportStateChip } from './ImportStateChip'
import { sizeWords } from './import-words'
import { RecordTabs } from './RecordTabs'
import { useMayImport } from './use-may-import'

/** The files that leads came from, and how far each is. */
export function ImportsPage() {
  const mayImport = useMayImport()
  const imports = useQuery({ ...importsQuery, enabled: mayImport })
  const begin = <Link to="/records/import" className="btn solid"><FileUp aria-hidden="true" /> {t('Import a list')}</Link>
  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Records')}</h1>
        <RecordTabs />
        <div className="grow" />
        <BarTools />
        {mayImport && <Link to="/records/import" className="btn sm"><FileUp aria-hidden="true" /> {t('Import')}</Link>}
      </header>
      <div className="page">
        {!mayImport ? (
          <Empty icon={FileSpreadsheet} title={t('Imports are for managers and ops')}>{t('Ask one of them to import your list.')}</Empty>
        ) : imports.isPending ? (
          <BoneRows label={t('Reading the imports')} />
        ) : imports.isError ? (
          <Failed error={imports.error} what={t('The imports')} />
        ) : imports.data.imports.length === 0 ? (
          <Empty icon={FileSpreadsheet} title={t('Nothing was imported yet')} action={begin}>{t('A list of leads as CSV, from a fair, a form or another system: you say which column is what, and see each row that does not fit.')}</Empty>
        ) : (
          <ImportTable imports={imports.data.imports} />
        )}
      </div>
    </main>
  )
}

function ImportTable({ imports }: { imports: ImportRow[] }) {
  const navigate = useNavigate()
  const open = (row: ImportRow | undefined) => row && void navigate({ to: '/records/imports/$id', params: { id: row.id } })
  const [at] = useListKeys(imports.length, (index) => open(imports[index]))
  return (
    <table className="list-table">
      <thead>
        <tr>
          <th>{t('File')}</th>
          <th style={{ width: 150 }}>{t('State')}</th>
          <th className="r" style={{ width: 110 }}>{t('New leads')}</th>
          <th className="r" style={{ width: 120 }}>{t('Known before')}</th>
          <th className="r" style={{ width: 100 }}>{t('Refused')}</th>
          <th style={{ width: '18%' }}>{t('Source')}</th>
          <th className="r" style={{ width: 110 }}>{t('Brought in')}</th>
        </tr>
      </thead>
      <tbody>
        {imports.map((row, index) => (
          <tr key={row.id} className={`opens ${index === at ? 'at' : ''}`} data-at={index === at} onClick={() => open(row)}>
            <td><Link to="/records/imports/$id" params={{ id: row.id }} className="main-word" onClick={(event) => event.stopPropagation()}>{row.name}</Link><span className="sub">{sizeWords(row.bytes)}</span></td>
            <td><ImportStateChip row={row} /></td>
            <td className="r">{count(row.created)}</td>
            <td className="r">{count(row.duplicates)}</td>
            <td className={`r ${row.refused > 0 ? 'soon' : ''}`}>{count(row.refused)}</td>
            <td className="quiet">{row.source ?? t('Not chosen yet')}</td>
            <td className="r quiet"><Ago at={row.createdAt} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
