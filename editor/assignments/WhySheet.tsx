import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { readExplanation } from '#nodes/revops/explanation'
import { type AssignmentDetail, assignmentQuery } from '../api/assignments'
import { Sheet } from '../parts/Sheet'
import { BoneRows, Failed } from '../parts/states'
import { exactWords } from '../parts/times'
import { t } from '../words/t'
import { AssignmentStateChip } from './AssignmentStateChip'
import { answeredWords } from './assignment-words'
import { WhyOwner } from './WhyOwner'

/** Why somebody was given a lead, and what became of it. */
export function WhySheet({ id, onClose }: { id: string; onClose: () => void }) {
  const found = useQuery(assignmentQuery(id))
  const { data } = found
  return (
    <Sheet
      className="why-sheet"
      title={data ? t('Why {name}', { name: data.repName }) : t('Why this owner')}
      onClose={onClose}
      foot={
        <>
          {data?.runId && <Link to="/runs/$id" params={{ id: data.runId }} className="btn">{t('See the run')}</Link>}
          <button type="button" className="btn solid" onClick={onClose}>{t('Close')}</button>
        </>
      }
    >
      {found.isPending ? <BoneRows rows={4} label={t('Reading the assignment')} /> : found.isError ? <Failed error={found.error} what={t('The assignment')} /> : <Why assignment={found.data} />}
    </Sheet>
  )
}

function Why({ assignment }: { assignment: AssignmentDetail }) {
  const explanation = readExplanation(assignment.explanation)
  const facts: [string, string][] = [
    [t('Lead'), assignment.subjectName ?? t('Unnamed lead')], [t('Step'), assignment.level], [t('Offered'), exactWords(assignment.offeredAt)], [t('Answered after'), answeredWords(assignment)],
  ]
  return (
    <>
      <div><AssignmentStateChip assignment={assignment} /></div>
      <dl className="facts">{facts.map(([what, value]) => <div key={what} className="contents"><dt>{what}</dt><dd>{value}</dd></div>)}</dl>
      {explanation ? <WhyOwner explanation={explanation} ownerId={assignment.repId} /> : <p className="soft">{whyWords(assignment)}</p>}
    </>
  )
}

function whyWords({ explanation, repName }: AssignmentDetail): string {
  const why = (typeof explanation === 'object' ? explanation : null) as { onDuty?: true; isStandIn?: true; isReturning?: true } | null
  if (why?.isReturning) return t('{name} has another inquiry of the same person.', { name: repName })
  if (!why?.onDuty) return t('A person decided: it was claimed or given by hand.')
  return why.isStandIn ? t('Nobody was on duty: {name} is the manager who was asked instead.', { name: repName }) : t('{name} was on duty.', { name: repName })
}
