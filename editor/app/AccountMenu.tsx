import { LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { api } from '../api'
import { Face } from '../parts/Face'
import { Menu } from '../parts/Menu'
import { sayError } from '../parts/toasts'
import { type ThemeChoice, useTheme } from './theme'

const themes = [
  { choice: 'light', words: 'Light', icon: Sun },
  { choice: 'dark', words: 'Dark', icon: Moon },
  { choice: 'system', words: 'As the system has it', icon: Monitor },
] satisfies { choice: ThemeChoice; words: string; icon: unknown }[]

async function signOut() {
  try {
    await api.signOut()
    // A full load: nothing that this person read may stay in memory for the next.
    window.location.assign('/sign-in')
  } catch (error) {
    sayError(error)
  }
}

/** Who I am, light or dark, and the way out. */
export function AccountMenu({ name, isFolded }: { name: string; isFolded: boolean }) {
  const { choice, choose } = useTheme()
  return (
    <Menu
      label={`${name}: look and sign out`}
      className="rail-link"
      button={
        <>
          <Face name={name} size="sm" />
          {isFolded ? <b className="sr-only-now">{name}</b> : <span className="truncate">{name}</span>}
        </>
      }
      items={[
        ...themes.map(({ choice: each, words, icon: Icon }) => ({ key: each, words, icon: <Icon aria-hidden="true" />, isOn: choice === each, onChoose: () => choose(each) })),
        { key: 'out', words: 'Sign out', icon: <LogOut aria-hidden="true" />, onChoose: () => void signOut() },
      ]}
    />
  )
}
