import type { Assignment } from '../api/assignments'
import { Ago } from '../parts/Time'
import { Who } from '../parts/Who'
import { scoreWords } from '../runs/value-words'
import { t } from '../words/t'
import { AssignmentStateChip } from './AssignmentStateChip'
import { answeredWords } from './assignment-words'

export function AssignmentTable({ assignments, at, onOpen }: { assignments: Assignment[]; at: number; onOpen: (assignment: Assignment) => void }) {
  return (
    <table className="list-table assignment-table">
      <thead>
        <tr>
          <th style={{ width: '22%' }}>{t('Lead')}</th>
          <th style={{ width: '17%' }}>{t('Rep')}</th>
          <th>{t('Step')}</th>
          <th style={{ width: 184 }}>{t('What became of it')}</th>
          <th className="r" style={{ width: 110 }}>{t('Answered after')}</th>
          <th className="r" style={{ width: 64 }}>{t('Score')}</th>
          <th className="r" style={{ width: 84 }}>{t('Offered')}</th>
          <th style={{ width: 70 }}><span className="sr-only-now">{t('Why')}</span></th>
        </tr>
      </thead>
      <tbody>
        {assignments.map((assignment, index) => (
          <tr key={assignment.id} className={`opens ${index === at ? 'at' : ''}`} data-at={index === at} onClick={() => onOpen(assignment)}>
            <td><b className="med">{assignment.subjectName ?? t('Unnamed lead')}</b>{assignment.company && <span className="sub">{assignment.company}</span>}</td>
            <td><Who name={assignment.repName} /></td>
            <td>{assignment.level}</td>
            <td><AssignmentStateChip assignment={assignment} /></td>
            <td className="r num">{assignment.answeredAt === null ? <span className="quiet">{answeredWords(assignment)}</span> : answeredWords(assignment)}</td>
            <td className="r num">{assignment.score === null ? '' : scoreWords(assignment.score)}</td>
            <td className="r quiet"><Ago at={assignment.offeredAt} /></td>
            <td className="r">
              <button type="button" className="btn xs" aria-label={t('Why {name}', { name: assignment.repName })} onClick={(event) => { event.stopPropagation(); onOpen(assignment) }}>{t('Why')}</button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
