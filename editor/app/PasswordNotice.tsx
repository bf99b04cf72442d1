import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { api } from '../api'
import { meQuery } from '../api/queries'
import { Sheet } from '../parts/Sheet'
import { useToasts } from '../parts/toasts'
import { t } from '../words/t'

const leastLetters = 10

/** Asks somebody who came by a one-time link to set a password: without one there is no second way in. */
export function PasswordNotice() {
  const { data: me } = useQuery(meQuery)
  const [isOpen, setOpen] = useState(false)
  if (!me?.user || me.user.hasPassword) return null
  return (
    <div className="notice accent">
      <KeyRound aria-hidden="true" />
      {t('You came in by a link that works once. Set a password, so that you can sign in again.')}
      <button type="button" className="btn sm" onClick={() => setOpen(true)}>
        {t('Set a password')}
      </button>
      {isOpen && <PasswordSheet onClose={() => setOpen(false)} />}
    </div>
  )
}

function PasswordSheet({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const [password, setPassword] = useState('')
  const save = useMutation({
    mutationFn: api.setPassword,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: meQuery.queryKey })
      useToasts.getState().say(t('Your password is set.'))
      onClose()
    },
  })
  const isShort = password.length < leastLetters
  return (
    <Sheet
      title={t('Set a password')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>
            {t('Later')}
          </button>
          <button type="submit" form="password-form" className="btn solid" disabled={isShort || save.isPending}>
            {t('Set password')}
          </button>
        </>
      }
    >
      <form
        id="password-form"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(password)
        }}
      >
        <label className="lab" htmlFor="new-password">
          {t('Password')}
        </label>
        <input id="new-password" className="field" type="password" autoComplete="new-password" value={password} onChange={(event) => setPassword(event.target.value)} />
        <p className="help">{t('At least {count} characters.', { count: leastLetters })}</p>
        {save.error && <p className="wrong-words" role="alert">{save.error.message}</p>}
      </form>
    </Sheet>
  )
}
