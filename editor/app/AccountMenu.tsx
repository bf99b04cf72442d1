import { useNavigate } from '@tanstack/react-router'
import { Inbox, Languages, LogOut, Monitor, Moon, Pause, Rows4, Smartphone, Sun } from 'lucide-react'
import { useState } from 'react'
import { api } from '../api'
import { DevicesSheet } from '../notices/devices/DevicesSheet'
import { forgetPushHere } from '../notices/devices/push-here'
import { Face } from '../parts/Face'
import { Menu } from '../parts/Menu'
import { sayError } from '../parts/toasts'
import { chooseLanguage, type Language, language, languages } from '../words/language'
import { t } from '../words/t'
import { useComfort } from './comfort'
import { type ThemeChoice, useTheme } from './theme'

const themes = [
  { choice: 'light', words: t('Light'), icon: Sun },
  { choice: 'dark', words: t('Dark'), icon: Moon },
  { choice: 'system', words: t('As the system has it'), icon: Monitor },
] satisfies { choice: ThemeChoice; words: string; icon: unknown }[]

const spoken = Object.keys(languages) as Language[]

async function signOut() {
  try {
    // The next who sits here is not told of this person’s leads.
    await forgetPushHere()
    await api.signOut()
    // A full load: nothing that this person read may stay in memory for the next.
    window.location.assign('/sign-in')
  } catch (error) {
    sayError(error)
  }
}

/** Who I am, light or dark, the language, and the way out. */
export function AccountMenu({ name, isFolded }: { name: string; isFolded: boolean }) {
  const { choice, choose } = useTheme()
  const { isDense, isStill, toggle } = useComfort()
  const navigate = useNavigate()
  const [isAskingDevices, setAskingDevices] = useState(false)
  return (
    <>
      <Menu
        label={t('{name}: look, language and sign out', { name })}
        className="rail-link"
        button={
          <>
            <Face name={name} size="sm" />
            {isFolded ? <b className="sr-only-now">{name}</b> : <span className="truncate">{name}</span>}
          </>
        }
        items={[
          { key: 'mine', words: t('My leads'), icon: <Inbox aria-hidden="true" />, onChoose: () => void navigate({ to: '/mine' }) },
          { key: 'devices', words: t('Notices on your devices'), icon: <Smartphone aria-hidden="true" />, onChoose: () => setAskingDevices(true) },
          ...themes.map(({ choice: each, words, icon: Icon }) => ({ key: each, words, icon: <Icon aria-hidden="true" />, isOn: choice === each, onChoose: () => choose(each) })),
          { key: 'dense', words: t('Closer together'), icon: <Rows4 aria-hidden="true" />, isOn: isDense, onChoose: () => toggle('isDense') },
          { key: 'still', words: t('Nothing moves'), icon: <Pause aria-hidden="true" />, isOn: isStill, onChoose: () => toggle('isStill') },
          ...spoken.map((each) => ({ key: each, words: languages[each], icon: <Languages aria-hidden="true" />, isOn: each === language, onChoose: () => chooseLanguage(each) })),
          { key: 'out', words: t('Sign out'), icon: <LogOut aria-hidden="true" />, onChoose: () => void signOut() },
        ]}
      />
      {isAskingDevices && <DevicesSheet onClose={() => setAskingDevices(false)} />}
    </>
  )
}
