import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { api } from '../api'
import { isUnreachable } from '../api/api-error'
import { t } from '../words/t'
import { Brand } from './Brand'

/** Only a way within this site: a link from outside must not lead people elsewhere after signing in. */
function safeWay(back: string | undefined): string {
  return back?.startsWith('/') && !back.startsWith('//') && !back.startsWith('/\\') ? back : '/flows'
}

export function SignInPage() {
  const { back } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    mutationFn: () => api.signIn(email.trim(), password),
    onSuccess: async () => {
      client.clear()
      await navigate({ href: safeWay(back) })
    },
  })
  return (
    <main className="sign-in">
      <form
        className="sign-in-card"
        onSubmit={(event) => {
          event.preventDefault()
          signIn.mutate()
        }}
      >
        <div className="flex items-center gap-2 mb-1">
          <Brand />
          <b>Watertight</b>
        </div>
        <h1>{t('Sign in')}</h1>
        <div>
          <label className="lab" htmlFor="email">{t('E-mail')}</label>
          <input id="email" className="field" type="email" required autoComplete="username" value={email} onChange={(event) => setEmail(event.target.value)} />
        </div>
        <div>
          <label className="lab" htmlFor="password">{t('Password')}</label>
          <input id="password" className="field" type="password" required autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
        </div>
        {signIn.error && (
          <p className="wrong-words" role="alert">
            <CircleAlert aria-hidden="true" />
            {isUnreachable(signIn.error) ? t('The server does not answer. Try again in a moment.') : t('This e-mail and password do not go together.')}
          </p>
        )}
        <button type="submit" className="btn solid" disabled={signIn.isPending}>{t('Sign in')}</button>
        <p className="help">{t('No password yet? Use the link that you were given, or ask whoever runs this installation for a new one.')}</p>
      </form>
    </main>
  )
}
