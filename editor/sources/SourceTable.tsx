import type { Source } from '../api/sources'
import { count } from '../parts/counts'
import { Ago } from '../parts/Time'
import { t } from '../words/t'
import { howWords, ruleWords, stateWords } from './source-words'

interface Props {
  sources: Source[]
  /** The name of the default pool's team. */
  pool: string | undefined
  at: number
  /** Undefined for who may only look. */
  onOpen: ((source: Source) => void) | undefined
}

/** Sources; those that need somebody first. */
export function SourceTable({ sources, pool, at, onOpen }: Props) {
  return (
    <table className="list-table source-table">
      <thead>
        <tr>
          <th style={{ width: '18%' }}>{t('Source')}</th>
          <th style={{ width: '21%' }}>{t('How leads come')}</th>
          <th>{t('Where they go')}</th>
          <th style={{ width: 180 }}>{t('Rule')}</th>
          <th className="r" style={{ width: 110 }}>{t('In 30 days')}</th>
          <th className="r" style={{ width: 110 }}>{t('Last lead')}</th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source, index) => {
          const { words, tone, icon: Icon } = stateWords[source.state]
          return (
            <tr key={source.id} className={`${onOpen ? 'opens' : ''} ${index === at ? 'at' : ''}`} data-at={index === at} onClick={() => onOpen?.(source)}>
              <td title={source.name}>{onOpen ? <button type="button" className="main-word" onClick={(event) => { event.stopPropagation(); onOpen(source) }}>{source.name}</button> : <b className="med">{source.name}</b>}</td>
              <td className="soft" title={howWords(source)}>{howWords(source)}</td>
              <td title={ruleWords(source, pool)}>{ruleWords(source, pool)}</td>
              <td><span className={`chip ${tone}`}><Icon aria-hidden="true" /> <span className="truncate">{words}</span></span></td>
              <td className="r num">{source.leads30 === 0 ? <span className="quiet">{t('none')}</span> : count(source.leads30)}</td>
              <td className="r quiet">{source.lastLeadAt === null ? t('never') : <Ago at={source.lastLeadAt} />}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
