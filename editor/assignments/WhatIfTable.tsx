import type { CSSProperties } from 'react'
import type { WhatIfAnswer } from '../api/assignments'
import { count } from '../parts/counts'
import { Who } from '../parts/Who'
import { t } from '../words/t'

/** Rep by rep: how many leads there were, and how many there would have been. */
export function WhatIfTable({ spread, decisions }: { spread: WhatIfAnswer['spread']; decisions: number }) {
  const most = Math.max(1, ...spread.flatMap(({ was, would }) => [was, would]))
  return (
    <table className="list-table spread-table">
      <thead>
        <tr>
          <th style={{ width: '30%' }}>{t('Rep')}</th>
          <th style={{ width: '28%' }}>{t('As it was')}</th>
          <th style={{ width: '28%' }}>{t('As it would have been')}</th>
          <th className="r" style={{ width: 90 }}>{t('Difference')}</th>
        </tr>
      </thead>
      <tbody>
        {spread.map(({ id, name, was, would }) => (
          <tr key={id}>
            <td><Who name={name} /></td>
            <td><Bar value={was} most={most} decisions={decisions} /></td>
            <td><Bar value={would} most={most} decisions={decisions} /></td>
            <td className="r num">{would === was ? <span className="quiet">0</span> : would > was ? `+${count(would - was)}` : `−${count(was - would)}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Bar({ value, most, decisions }: { value: number; most: number; decisions: number }) {
  return (
    <span className="meter" style={{ '--part': `${Math.round((value / most) * 100)}%` } as CSSProperties}>
      <i aria-hidden="true" /> <span className="num">{t('{count, number} ({share} %)', { count: value, share: Math.round((value / decisions) * 100) })}</span>
    </span>
  )
}
