import { Hand, Check, X } from 'lucide-react'
import { useState } from 'react'
import { Who } from '../parts/Who'
import { t } from '../words/t'
import { type Trying, useTry } from './try-store'

/** What people could do now, to be done in their place. */
export function TryAnswers({ open: { state } }: { open: Trying }) {
  const { act, isBusy } = useTry()
  const approvals = state.work.filter((item) => item.kind === 'approval')
  const claims = state.work.filter((item) => item.kind === 'claim' && item.claimants.length > 0)
  const others = state.work.filter((item) => item.kind !== 'approval' && item.kind !== 'claim')
  if (state.asked.length + state.work.length === 0) return null
  return (
    <ul className="try-answers" aria-label={t('What people could do now')}>
      {state.asked.map(({ leadId, personId, personName }) => (
        <li key={personId}>
          <Who name={personName} /> <span className="quiet">{t('is asked')}</span>
          <button type="button" className="btn xs soft" disabled={isBusy} onClick={() => void act({ name: 'answer', input: { act: 'have-it', leadId } }, { act: 'have-it' })}>
            <Check aria-hidden="true" /> {t('I have it')}
          </button>
          <button type="button" className="btn xs" disabled={isBusy} onClick={() => void act({ name: 'answer', input: { act: 'pass-on', leadId } }, { act: 'pass-on' })}>
            {t('Pass it on')}
          </button>
        </li>
      ))}
      {approvals.map(({ id, title, assigneeName }) => (
        <li key={id}>
          {assigneeName && <Who name={assigneeName} />} <span className="quiet truncate">{title}</span>
          <button type="button" className="btn xs soft" disabled={isBusy} onClick={() => void act({ name: 'answer', input: { act: 'approve', workItemId: id } }, { act: 'approve' })}>
            <Check aria-hidden="true" /> {t('Approve')}
          </button>
          <button type="button" className="btn xs" disabled={isBusy} onClick={() => void act({ name: 'answer', input: { act: 'reject', workItemId: id } }, { act: 'reject' })}>
            <X aria-hidden="true" /> {t('Reject')}
          </button>
        </li>
      ))}
      {claims.map((item) => <Claim key={item.id} item={item} />)}
      {others.map(({ id, title }) => (
        <li key={id} className="quiet">{t('Work item: {title}', { title })}</li>
      ))}
    </ul>
  )
}

function Claim({ item: { id, title, claimants } }: { item: Trying['state']['work'][number] }) {
  const { act, isBusy } = useTry()
  const [chosen, setChosen] = useState(claimants[0]?.id ?? '')
  return (
    <li>
      <span className="quiet truncate">{t('In the queue: {title}', { title })}</span>
      <select className="field small" aria-label={t('Who claims it')} value={chosen} onChange={(event) => setChosen(event.target.value)}>
        {claimants.map((each) => <option key={each.id} value={each.id}>{each.name}</option>)}
      </select>
      <button type="button" className="btn xs soft" disabled={isBusy} onClick={() => void act({ name: 'answer', input: { act: 'claim', workItemId: id, personId: chosen } }, { act: 'claim', personId: chosen })}>
        <Hand aria-hidden="true" /> {t('Claim')}
      </button>
    </li>
  )
}
