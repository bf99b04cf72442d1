import { Check, Minus, X } from 'lucide-react'
import { useState } from 'react'
import type { WorkApproval, WorkItem } from '../api/types'
import { rich, t } from '../words/t'
import { useApprove } from './use-work'
import { needWords } from './work-words'

/** Yes or no, with a note; who is asked and what they have said so far stands above it. */
export function ApprovalActs({ item, approval }: { item: WorkItem; approval: WorkApproval }) {
  const approve = useApprove()
  const [note, setNote] = useState('')
  const answer = (given: 'approve' | 'reject') => approve.mutate({ id: item.id, answer: given, note: note.trim() })
  const asked = item.assignee?.name ?? t('Somebody else')
  return (
    <div className="grid gap-3">
      <div>
        <div className="lab">{needWords(approval)}</div>
        <ul className="votes">
          {approval.people.map((person) => (
            <li key={person.name}>
              {person.answer === 'approve' ? <Check className="s yes" aria-hidden="true" /> : person.answer === 'reject' ? <X className="s no" aria-hidden="true" /> : <Minus className="s quiet" aria-hidden="true" />}
              <span>{person.name}</span>
              <span className="quiet ml-auto">{person.answer === 'approve' ? t('Approved') : person.answer === 'reject' ? t('Rejected') : t('Not answered yet')}</span>
            </li>
          ))}
        </ul>
      </div>
      {approval.mayAnswer === 'no' ? (
        <p className="help">{t('{name} is asked. Only {name} or somebody of revenue operations can answer.', { name: asked })}</p>
      ) : (
        <>
          <div>
            <label className="lab" htmlFor="approval-note">{rich('Note <quiet>(others see it)</quiet>', { quiet: (words) => <span className="quiet">{words}</span> })}</label>
            <textarea id="approval-note" className="field" maxLength={2_000} value={note} onChange={(event) => setNote(event.target.value)} />
          </div>
          <div className="grid grid-cols-2 gap-2">
            <button type="button" className="btn" disabled={approve.isPending} onClick={() => answer('reject')}><X aria-hidden="true" /> {t('Reject')}</button>
            <button type="button" className="btn solid" disabled={approve.isPending} onClick={() => answer('approve')}><Check aria-hidden="true" /> {t('Approve')}</button>
          </div>
          {approval.mayAnswer === 'other' && <p className="help">{t('{name} is asked. If you answer, it is written down that you did it for {name}.', { name: asked })}</p>}
        </>
      )}
    </div>
  )
}
