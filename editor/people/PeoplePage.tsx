import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { meQuery, peopleQuery } from '../api/queries'
import { type ThemeChoice, useTheme } from '../app/theme'
import { BarTools } from '../app/BarTools'
import { BoneRows, Failed } from '../parts/states'
import { Face } from '../parts/Face'
import { t } from '../words/t'
import { HoursSection } from './hours/HoursSection'
import { HrSection } from './hr/HrSection'
import { InviteSheet } from './InviteSheet'
import { roleWords } from './role-words'
import { SettingsTabs } from './SettingsTabs'

/** Settings: who may sign in, when people work, and how things look here. */
export function PeoplePage() {
  const { data: me } = useQuery(meQuery)
  // Reps may not read who else signs in.
  const maySeePeople = me?.user?.role !== 'rep'
  const people = useQuery({ ...peopleQuery, enabled: maySeePeople })
  const [isInviting, setInviting] = useState(false)
  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Settings')}</h1>
        <SettingsTabs />
        {me && <span className="quiet">{me.workspace.name}</span>}
        <div className="grow" />
        <BarTools />
        {me?.user?.role === 'ops' && (
          <button type="button" className="btn sm solid" onClick={() => setInviting(true)}><UserPlus aria-hidden="true" /> {t('Invite somebody')}</button>
        )}
      </header>
      <div className="page">
        {maySeePeople && (
          <section className="section">
            <h2>{t('People who sign in')}</h2>
            <p className="quiet">{t('Ops build flows, managers watch and decide, reps answer and claim.')}</p>
          </section>
        )}
        {!maySeePeople ? null : people.isPending ? <BoneRows rows={4} label={t('Reading who may sign in')} /> : people.isError ? <Failed error={people.error} what={t('The list of people')} /> : (
          <table className="list-table">
            <thead><tr><th style={{ width: '32%' }}>{t('Name')}</th><th style={{ width: '38%' }}>{t('E-mail')}</th><th>{t('Role')}</th></tr></thead>
            <tbody>
              {people.data.users.map((user) => (
                <tr key={user.id}>
                  <td><span className="who"><Face name={user.name} size="sm" /> {user.name}{user.id === me?.user?.id && <span className="quiet">{t('(you)')}</span>}</span></td>
                  <td className="soft">{user.email}</td>
                  <td>{roleWords[user.role]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {me?.user?.role === 'ops' && <HrSection />}
        <HoursSection mayChange={me?.user?.role === 'ops'} />
        <LookSettings />
      </div>
      {isInviting && <InviteSheet onClose={() => setInviting(false)} />}
    </main>
  )
}

const looks: { choice: ThemeChoice; words: string }[] = [{ choice: 'light', words: t('Light') }, { choice: 'dark', words: t('Dark') }, { choice: 'system', words: t('As the system has it') }]

function LookSettings() {
  const { choice, choose } = useTheme()
  return (
    <section className="section">
      <h2 id="look-title">{t('Look')}</h2>
      <p className="quiet mb-2">{t('Kept in this browser.')}</p>
      <fieldset className="seg" aria-labelledby="look-title">
        {looks.map((look) => <button key={look.choice} type="button" aria-pressed={choice === look.choice} onClick={() => choose(look.choice)}>{look.words}</button>)}
      </fieldset>
    </section>
  )
}
