import { Check, Minus, X } from 'lucide-react'
import { useState } from 'react'
import type { WorkApproval, WorkItem } from '../api/types'
import { useApprove } from './use-work'
import { needWords } from './work-words'

/** Yes or no, with a note; who is asked and what they have said so far stands above it. */
export function ApprovalActs({ item, approval }: { item: WorkItem; approval: WorkApproval }) {
  const approve = useApprove()
  const [note, setNote] = useState('')
  const answer = (given: 'approve' | 'reject') => approve.mutate({ id: item.id, answer: given, note: note.trim() })
  const asked = item.assignee?.name ?? 'Somebody else'
  return (
    <div className="grid gap-3">
      <div>
        <div className="lab">{needWords(approval)}</div>
        <ul className="votes">
          {approval.people.map((person) => (
            <li key={person.name}>
              {person.answer === 'approve' ? <Check className="s yes" aria-hidden="true" /> : person.answer === 'reject' ? <X className="s no" aria-hidden="true" /> : <Minus className="s quiet" aria-hidden="true" />}
              <span>{person.name}</span>
              <span className="quiet ml-auto">{person.answer === 'approve' ? 'Approved' : person.answer === 'reject' ? 'Rejected' : 'Not answered yet'}</span>
            </li>
          ))}
        </ul>
      </div>
      {approval.mayAnswer === 'no' ? (
        <p className="help">{asked} is asked. Only {asked} or somebody of revenue operations can answer.</p>
      ) : (
        <>
          <div>
            <label className="lab" htmlFor="approval-note">Note <span className="quiet">(others see it)</span></label>
            <textarea id="approval-note" className="field" maxLength={2_000} value={note} onChange={(event) => setNote(event.target.value)} />
          </div>
          <div className="grid grid-cols-2 gap-2">
            <button type="button" className="btn" disabled={approve.isPending} onClick={() => answer('reject')}><X aria-hidden="true" /> Reject</button>
            <button type="button" className="btn solid" disabled={approve.isPending} onClick={() => answer('approve')}><Check aria-hidden="true" /> Approve</button>
          </div>
          {approval.mayAnswer === 'other' && <p className="help">{asked} is asked. If you answer, it is written down that you did it for {asked}.</p>}
        </>
      )}
    </div>
  )
}
