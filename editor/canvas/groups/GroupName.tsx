import { useEffect, useRef } from 'react'
import { t } from '../../words/t'
import { useFlow, useFlowStore } from '../store/flow-context'

/** Where a group gets its name. Enter, or a click elsewhere, keeps it; Escape, or nothing, keeps the old one. */
export function GroupName({ id }: { id: string }) {
  const store = useFlowStore()
  const name = useFlow((state) => state.document.groups.find((group) => group.id === id)?.name ?? '')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.select()
  }, [])
  const keep = () => {
    const { writing, renameGroup, write } = store.getState()
    // Escape has ended it already.
    if (writing?.id !== id) return
    const next = field.current?.value.trim() ?? ''
    if (next !== '' && next !== name) renameGroup(id, next)
    write(null)
  }
  return (
    <input
      ref={field} className="field small nodrag nopan" aria-label={t('Name of the group')} maxLength={120} defaultValue={name} onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
        if (event.key === 'Escape') store.getState().write(null)
      }}
    />
  )
}
