import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { Activity, BookOpen, ContactRound, Inbox, Mails, MessageSquareText, Moon, Send, Settings, Sun, Workflow } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { flowsQuery } from '../api/queries'
import { keyWords } from '../parts/keys'
import { matchWords } from '../parts/match-words'
import { t } from '../words/t'
import { closeCommandMenu } from './command-menu-open'
import { usePageCommands } from './page-commands'
import { useTheme } from './theme'

const pages = [
  { to: '/flows', words: t('Flows'), icon: Workflow },
  { to: '/runs', words: t('Runs'), icon: Activity },
  { to: '/work', words: t('Work'), icon: Inbox },
  { to: '/records', words: t('Records'), icon: ContactRound },
  { to: '/records/messages', words: t('Messages'), icon: MessageSquareText },
  { to: '/mailbox', words: t('Mailbox'), icon: Mails },
  { to: '/nodes', words: t('Kinds of steps'), icon: BookOpen },
  { to: '/settings', words: t('Settings'), icon: Settings },
  { to: '/settings/channels', words: t('Channels'), icon: Send },
] as const

/** The command menu while it is open. */
export function CommandDialog({ only }: { only: string | undefined }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [groups] = useState(() => usePageCommands.getState().groups())
  useEffect(() => {
    dialog.current?.showModal()
    // Opening moves the focus to the list's frame, from which Enter would choose before a letter is typed.
    dialog.current?.querySelector('input')?.focus()
  }, [])
  const act = (run: () => void) => () => {
    closeCommandMenu()
    run()
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click beside the dialog only repeats what Escape does
    <dialog ref={dialog} className="sheet commands" aria-label={t('Go to')} onClose={closeCommandMenu} onClick={(event) => event.target === dialog.current && closeCommandMenu()}>
      <Command label={t('Go to')} filter={matchWords}>
        <Command.Input placeholder={only === undefined ? (groups.length > 0 ? t('Go to a page, a flow or a step, or do something here') : t('Go to a page or a flow')) : t('Find a step')} />
        <Command.Empty>{t('Nothing is called that.')}</Command.Empty>
        <Command.List>
          {groups.filter(({ heading, commands }) => commands.length > 0 && (only === undefined || only === heading)).map(({ heading, commands }) => (
            <Command.Group key={heading} heading={heading}>
              {commands.map(({ id, words, search = '', keys, icon: Icon, run }) => (
                <Command.Item key={id} value={`${words} ${id}`} keywords={[search]} className="pop-item" onSelect={act(run)}>
                  <Icon aria-hidden="true" /> <span className="truncate">{words}</span>
                  {keys && <span className="kbd ml-auto">{keyWords(keys)}</span>}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
          {only === undefined && <Places act={act} />}
        </Command.List>
      </Command>
    </dialog>
  )
}

/** Pages, flows and the look: what is there whatever page is open. */
function Places({ act }: { act(run: () => void): () => void }) {
  const navigate = useNavigate()
  const { data } = useQuery(flowsQuery)
  const { shown, choose } = useTheme()
  return (
    <>
      <Command.Group heading={t('Pages')}>
        {pages.map(({ to, words, icon: Icon }) => (
          <Command.Item key={to} className="pop-item" onSelect={act(() => void navigate({ to }))}>
            <Icon aria-hidden="true" /> {words}
          </Command.Item>
        ))}
      </Command.Group>
      {data && data.flows.length > 0 && (
        <Command.Group heading={t('Flows')}>
          {data.flows.map((flow) => (
            <Command.Item key={flow.id} value={`${flow.name} ${flow.id}`} className="pop-item" onSelect={act(() => void navigate({ to: '/flows/$id', params: { id: flow.id } }))}>
              <Workflow aria-hidden="true" /> {flow.name}
            </Command.Item>
          ))}
        </Command.Group>
      )}
      <Command.Group heading={t('Look')}>
        <Command.Item className="pop-item" onSelect={act(() => choose(shown === 'dark' ? 'light' : 'dark'))}>
          {shown === 'dark' ? <Sun aria-hidden="true" /> : <Moon aria-hidden="true" />} {shown === 'dark' ? t('Light colours') : t('Dark colours')}
        </Command.Item>
      </Command.Group>
    </>
  )
}
