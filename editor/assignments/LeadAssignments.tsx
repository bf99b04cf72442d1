import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { assignmentsOfLeadQuery } from '../api/assignments'
import { BoneRows, Failed } from '../parts/states'
import { Ago } from '../parts/Time'
import { Who } from '../parts/Who'
import { t } from '../words/t'
import { AssignmentStateChip } from './AssignmentStateChip'
import { WhySheet } from './WhySheet'

/** Who was given this lead, newest first, each with the reason behind a button. */
export function LeadAssignments({ leadId }: { leadId: string }) {
  const found = useQuery(assignmentsOfLeadQuery(leadId))
  const [opened, setOpened] = useState<string>()
  return (
    <section>
      <h3 className="lab">{t('Who was given it, and why')}</h3>
      {found.isPending ? (
        <BoneRows rows={1} label={t('Reading the assignments')} />
      ) : found.isError ? (
        <Failed error={found.error} what={t('The assignments')} />
      ) : found.data.assignments.length === 0 ? (
        <p className="quiet">{t('Nobody yet.')}</p>
      ) : (
        <ul className="given-to">
          {found.data.assignments.map((each) => (
            <li key={each.id}>
              <Who name={each.repName} />
              <AssignmentStateChip assignment={each} />
              <span className="quiet"><Ago at={each.offeredAt} /></span>
              <button type="button" className="btn xs" aria-label={t('Why {name}', { name: each.repName })} onClick={() => setOpened(each.id)}>{t('Why')}</button>
            </li>
          ))}
        </ul>
      )}
      {opened && <WhySheet id={opened} onClose={() => setOpened(undefined)} />}
    </section>
  )
}
