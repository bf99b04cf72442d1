import { useQuery } from '@tanstack/react-query'
import { ContactRound } from 'lucide-react'
import { meQuery, rosterQuery } from '../api/queries'
import { TeamSpread } from '../assignments/TeamSpread'
import { BarTools } from '../app/BarTools'
import { BoneRows, Empty, Failed } from '../parts/states'
import { RecordTabs } from '../records/RecordTabs'
import { t } from '../words/t'
import { AbsenceSection } from './absences/AbsenceSection'
import { RosterTable } from './RosterTable'

/** The people who can get leads, with the room that each has, and who is away. */
export function RosterPage() {
  const roster = useQuery(rosterQuery)
  const { data: me } = useQuery(meQuery)
  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Records')}</h1>
        <RecordTabs />
        <div className="grow" />
        <BarTools />
      </header>
      <div className="page">
        {roster.isPending ? <BoneRows label={t('Reading the roster')} /> : roster.isError ? <Failed error={roster.error} what={t('The roster')} /> : roster.data.reps.length === 0 ? (
          <Empty icon={ContactRound} title={t('No reps yet')}>{t('They come from your HR system or from a file; both stand in the settings.')}</Empty>
        ) : (
          <>
            <RosterTable roster={roster.data} />
            {me?.user && me.user.role !== 'rep' && <AbsenceSection />}
            <TeamSpread />
          </>
        )}
      </div>
    </main>
  )
}
