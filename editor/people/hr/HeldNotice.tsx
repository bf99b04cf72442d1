import { useMutation, useQueryClient } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { type HeldChange, hrApi } from '../../api/hr'
import { rosterQuery } from '../../api/queries'
import { Sheet } from '../../parts/Sheet'
import { Ago } from '../../parts/Time'
import { sayError } from '../../parts/toasts'
import { t } from '../../words/t'
import { LeaverTable } from './LeaverTable'

/** A change that would take away so many people that somebody must decide. */
export function HeldNotice({ change }: { change: HeldChange }) {
  const client = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const decide = useMutation({
    mutationFn: (decision: 'approve' | 'refuse') => hrApi.decide(change.id, decision),
    onSuccess: () => setOpen(false),
    onError: sayError,
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: ['hr'] }), client.invalidateQueries({ queryKey: rosterQuery.queryKey })]),
  })
  const { leaves, active, joins, changes, name } = change
  const title = t('{leavers} of {active} active people would leave', { leavers: leaves.length, active })
  return (
    <>
      <div className="notice warn boxed">
        <TriangleAlert aria-hidden="true" />
        <div className="grow">
          <b>{title}</b>
          <div>{name === null ? t('Your HR system took them away within ten minutes.') : t('The file “{name}” does not name them.', { name })} {t('Nothing was changed until you decide.')} · <Ago at={change.createdAt} /></div>
        </div>
        <button type="button" className="btn sm" onClick={() => setOpen(true)}>{t('Look and decide')}</button>
      </div>
      {isOpen && (
        <Sheet
          title={title}
          className="roomy"
          onClose={() => setOpen(false)}
          foot={
            <>
              <button type="button" className="btn" disabled={decide.isPending} onClick={() => decide.mutate('refuse')}>{t('Refuse: they stay')}</button>
              <button type="button" className="btn danger" disabled={decide.isPending} onClick={() => decide.mutate('approve')}>{t('Approve: they leave')}</button>
            </>
          }
        >
          <p>{t('A feed that was cut off looks like this. If they have really left, approve: their leads go on to others at once. If not, refuse, and see to the HR system before it sends this again.')}</p>
          {joins + changes > 0 && <p>{t('Also held: {joins, plural, =0 {nobody joins} one {# person joins} other {# people join}}, {changes, plural, =0 {nobody changes} one {# changes} other {# change}}.', { joins, changes })}</p>}
          <LeaverTable leaves={leaves} />
        </Sheet>
      )}
    </>
  )
}
