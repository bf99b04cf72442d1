import { ArrowDown, ArrowUp, CircleCheck, TriangleAlert } from 'lucide-react'
import { describeCondition } from '#nodes/revops/describe-condition'
import type { Territories, Territory } from '../api/territories'
import { fieldLabel } from '../inspector/field-choice'
import { count } from '../parts/counts'
import { t } from '../words/t'
import { useTerritoryFields } from './territory-fields'

interface Props {
  all: Territories
  at: number
  /** Undefined for who may only look. */
  onOpen: ((territory: Territory) => void) | undefined
  onMove: ((territory: Territory, by: 1 | -1) => void) | undefined
}

/** Territories in the order in which their rules are asked. */
export function TerritoryTable({ all, at, onOpen, onMove }: Props) {
  const fields = useTerritoryFields()
  const { territories, everywhere } = all
  return (
    <table className="list-table territory-table">
      <thead>
        <tr>
          <th className="r" style={{ width: 44 }}><span className="sr-only-now">{t('Place in the order')}</span></th>
          <th style={{ width: '18%' }}>{t('Territory')}</th>
          <th>{t('What belongs to it')}</th>
          <th style={{ width: '22%' }}>{t('Who works it')}</th>
          <th style={{ width: 170 }}>{t('Covered')}</th>
          <th className="r" style={{ width: 100 }}>{t('In 30 days')}</th>
          {onMove && <th style={{ width: 84 }}><span className="sr-only-now">{t('Move')}</span></th>}
        </tr>
      </thead>
      <tbody>
        {territories.map((territory, index) => {
          const { id, name, condition, people, teams, leads30, isCovered } = territory
          const sentence = describeCondition(condition, (path) => fieldLabel(path, fields))
          return (
            <tr key={id} className={`${onOpen ? 'opens' : ''} ${index === at ? 'at' : ''}`} data-at={index === at} onClick={() => onOpen?.(territory)}>
              <td className="r num quiet">{index + 1}</td>
              <td title={name}>{onOpen ? <button type="button" className="main-word" onClick={(event) => { event.stopPropagation(); onOpen(territory) }}>{name}</button> : <b className="med">{name}</b>}</td>
              <td title={sentence}>{sentence === '' ? <span className="quiet">{t('Only leads that come with it')}</span> : sentence}</td>
              <td title={people.map((each) => each.name).join(', ')}>{people.length > 0 ? <>{people.map((each) => each.name).join(', ')} <span className="sub">{teams.join(', ')}</span></> : <span className="quiet">{everywhere.length > 0 ? t('Only who works everywhere') : t('Nobody')}</span>}</td>
              <td>{isCovered ? <span className="chip ok"><CircleCheck aria-hidden="true" /> <span className="truncate">{t('Covered')}</span></span> : <span className="chip bad"><TriangleAlert aria-hidden="true" /> <span className="truncate">{t('Nobody works it')}</span></span>}</td>
              <td className="r num">{leads30 === 0 ? <span className="quiet">{t('none')}</span> : count(leads30)}</td>
              {onMove && (
                <td className="tools">
                  <button type="button" className="btn xs plain" disabled={index === 0} aria-label={t('Ask {name} earlier', { name })} onClick={(event) => { event.stopPropagation(); onMove(territory, -1) }}><ArrowUp aria-hidden="true" /></button>
                  <button type="button" className="btn xs plain" disabled={index === territories.length - 1} aria-label={t('Ask {name} later', { name })} onClick={(event) => { event.stopPropagation(); onMove(territory, 1) }}><ArrowDown aria-hidden="true" /></button>
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
