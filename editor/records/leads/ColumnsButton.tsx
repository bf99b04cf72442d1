import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react'
import { useState } from 'react'
import { Popover } from '../../parts/Popover'
import { t } from '../../words/t'
import { type ColumnId, columnIds, usualColumns } from './column-ids'
import { leadColumns } from './lead-columns'

interface Props {
  columns: readonly ColumnId[]
  onChange(columns: readonly ColumnId[] | undefined): void
}

/** Which columns stand beside the name, and in which order. */
export function ColumnsButton(props: Props) {
  return (
    <Popover className="btn xs" label={t('Columns')} button={<><Columns3 aria-hidden="true" /> {t('Columns')}</>}>
      {() => <ColumnChoice {...props} />}
    </Popover>
  )
}

/** Remembers what was pressed: the address, which holds the columns, follows a moment later, and the next press must not undo this one. */
function ColumnChoice({ columns: before, onChange }: Props) {
  const [columns, setColumns] = useState(before)
  const listed = [...columns, ...columnIds.filter((id) => !columns.includes(id))]
  const choose = (next: readonly ColumnId[] | undefined) => {
    setColumns(next ?? usualColumns)
    onChange(next)
  }
  const move = (id: ColumnId, by: number) => {
    const others = columns.filter((each) => each !== id)
    const place = columns.indexOf(id) + by
    choose([...others.slice(0, place), id, ...others.slice(place)])
  }
  return (
    <>
      <ul aria-label={t('Columns')}>
        {listed.map((id) => {
          const place = columns.indexOf(id)
          const { words } = leadColumns[id]
          return (
            <li key={id} className="pop-item">
              <label className="flex items-center gap-2 grow">
                <input type="checkbox" className="check" checked={place >= 0} onChange={(event) => choose(event.target.checked ? [...columns, id] : columns.filter((each) => each !== id))} />
                {words}
              </label>
              {place >= 0 && (
                <>
                  <button type="button" className="btn icon xs plain" disabled={place === 0} aria-label={t('Move {what} to the left', { what: words })} onClick={() => move(id, -1)}><ArrowUp className="s" aria-hidden="true" /></button>
                  <button type="button" className="btn icon xs plain" disabled={place === columns.length - 1} aria-label={t('Move {what} to the right', { what: words })} onClick={() => move(id, 1)}><ArrowDown className="s" aria-hidden="true" /></button>
                </>
              )}
            </li>
          )
        })}
      </ul>
      {columns.join() !== usualColumns.join() && <button type="button" className="btn xs plain" onClick={() => choose(undefined)}>{t('As usual')}</button>}
    </>
  )
}
