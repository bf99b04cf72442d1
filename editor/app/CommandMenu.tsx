import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { Activity, BookOpen, ContactRound, Inbox, MessageSquareText, Moon, Settings, Sun, Workflow } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import { flowsQuery } from '../api/queries'
import { useTheme } from './theme'

/** Whether the command menu is open; its buttons stand on several pages. */
export const useCommandMenu = create<{ isOpen: boolean }>()(() => ({ isOpen: false }))
const setOpen = (isOpen: boolean) => useCommandMenu.setState({ isOpen })

const pages = [
  { to: '/flows', words: 'Flows', icon: Workflow },
  { to: '/runs', words: 'Runs', icon: Activity },
  { to: '/work', words: 'Work', icon: Inbox },
  { to: '/records', words: 'Records', icon: ContactRound },
  { to: '/messages', words: 'Messages', icon: MessageSquareText },
  { to: '/nodes', words: 'Kinds of steps', icon: BookOpen },
  { to: '/settings', words: 'Settings', icon: Settings },
] as const

/** Go anywhere by name: Ctrl K or Cmd K. */
export function CommandMenu() {
  const isOpen = useCommandMenu((state) => state.isOpen)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      setOpen(!useCommandMenu.getState().isOpen)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return isOpen ? <OpenMenu /> : null
}

function OpenMenu() {
  const dialog = useRef<HTMLDialogElement>(null)
  const navigate = useNavigate()
  const { data } = useQuery(flowsQuery)
  const { shown, choose } = useTheme()
  useEffect(() => {
    dialog.current?.showModal()
    // Opening moves the focus to the list's frame, from which Enter would choose before a letter is typed.
    dialog.current?.querySelector('input')?.focus()
  }, [])
  const act = (run: () => void) => () => {
    setOpen(false)
    run()
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click beside the dialog only repeats what Escape does
    <dialog ref={dialog} className="sheet commands" aria-label="Go to" onClose={() => setOpen(false)} onClick={(event) => event.target === dialog.current && setOpen(false)}>
      <Command label="Go to">
        <Command.Input placeholder="Go to a page or a flow" />
        <Command.List>
          <Command.Empty>Nothing is called that.</Command.Empty>
          <Command.Group heading="Pages">
            {pages.map(({ to, words, icon: Icon }) => (
              <Command.Item key={to} className="pop-item" onSelect={act(() => void navigate({ to }))}>
                <Icon aria-hidden="true" /> {words}
              </Command.Item>
            ))}
          </Command.Group>
          {data && data.flows.length > 0 && (
            <Command.Group heading="Flows">
              {data.flows.map((flow) => (
                <Command.Item key={flow.id} value={`${flow.name} ${flow.id}`} className="pop-item" onSelect={act(() => void navigate({ to: '/flows/$id', params: { id: flow.id } }))}>
                  <Workflow aria-hidden="true" /> {flow.name}
                </Command.Item>
              ))}
            </Command.Group>
          )}
          <Command.Group heading="Look">
            <Command.Item className="pop-item" onSelect={act(() => choose(shown === 'dark' ? 'light' : 'dark'))}>
              {shown === 'dark' ? <Sun aria-hidden="true" /> : <Moon aria-hidden="true" />} {shown === 'dark' ? 'Light' : 'Dark'} colours
            </Command.Item>
          </Command.Group>
        </Command.List>
      </Command>
    </dialog>
  )
}
