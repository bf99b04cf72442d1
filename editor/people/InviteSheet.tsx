import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { api } from '../api'
import { peopleQuery } from '../api/queries'
import type { Role } from '../api/types'
import { CopyField } from '../parts/CopyField'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'
import { roleWords } from './role-words'

/** Makes an account and shows the link with which its owner comes in. The link is shown once. */
export function InviteSheet({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const [person, setPerson] = useState<{ name: string; email: string; role: Role }>({ name: '', email: '', role: 'rep' })
  const invite = useMutation({ mutationFn: api.invite, onSuccess: () => client.invalidateQueries({ queryKey: peopleQuery.queryKey }) })
  if (invite.data) return <LinkSheet name={person.name} link={invite.data.link} onClose={onClose} />
  return (
    <Sheet
      title={t('Invite somebody')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form="invite-form" className="btn solid" disabled={invite.isPending}>{t('Make a link')}</button>
        </>
      }
    >
      <form id="invite-form" className="stack" onSubmit={(event) => { event.preventDefault(); invite.mutate(person) }}>
        <div>
          <label className="lab" htmlFor="invite-name">{t('Name')}</label>
          <input id="invite-name" className="field" required maxLength={200} value={person.name} onChange={(event) => setPerson({ ...person, name: event.target.value })} />
        </div>
        <div>
          <label className="lab" htmlFor="invite-email">{t('E-mail')}</label>
          <input id="invite-email" className="field" type="email" required maxLength={200} value={person.email} onChange={(event) => setPerson({ ...person, email: event.target.value })} />
        </div>
        <div>
          <label className="lab" htmlFor="invite-role">{t('Role')}</label>
          <select id="invite-role" className="field" value={person.role} onChange={(event) => setPerson({ ...person, role: event.target.value as Role })}>
            {Object.entries(roleWords).map(([role, words]) => <option key={role} value={role}>{words}</option>)}
          </select>
        </div>
        {invite.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{invite.error.message}</p>}
      </form>
    </Sheet>
  )
}

function LinkSheet({ name, link, onClose }: { name: string; link: string; onClose: () => void }) {
  return (
    <Sheet title={t('A link for {name}', { name })} onClose={onClose} foot={<button type="button" className="btn" onClick={onClose}>{t('Close')}</button>}>
      <p>{t('Hand it over yourself. It works once and is not shown again.')}</p>
      <CopyField value={link} label={t('The link')} copied={t('The link is copied.')} isMain />
    </Sheet>
  )
}
