import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronDown, Ellipsis, PencilLine, Save, Trash2, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { type LeadView, leadViewsApi, leadViewsQuery } from '../../api/leads'
import { Menu, type MenuItem } from '../../parts/Menu'
import { sayError, useToasts } from '../../parts/toasts'
import { t } from '../../words/t'
import { type LeadSearch, nobody, readLeadSearch, toView } from './lead-search'
import { ViewSheet } from './ViewSheet'

const sameSearch = (one: Record<string, string>, other: Record<string, string>) => JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort())

/** Ways to look at the leads that come with the page. */
const ready: { id: string; words: string; search: LeadSearch }[] = [
  { id: 'all', words: t('All leads'), search: {} },
  { id: 'free', words: t('Without an owner'), search: { owner: nobody } },
  { id: 'late', words: t('Deadline over'), search: { overdue: 'yes' } },
]

/** Which view this is, the others, and what can be done with it. `onShow` takes the place of the whole address. */
export function ViewBar({ search, onShow }: { search: LeadSearch; onShow: (search: LeadSearch) => void }) {
  const client = useQueryClient()
  const say = useToasts((state) => state.say)
  const { data } = useQuery(leadViewsQuery)
  const [isNaming, setNaming] = useState<'new' | 'name'>()
  const views = data?.views ?? []
  const here = toView(search)
  const current = views.find(({ id }) => id === search.view)
  const isChanged = current !== undefined && !sameSearch(current.search, here)
  const builtIn = current ? undefined : ready.find((view) => sameSearch(toView(view.search), here))
  const act = useMutation({
    mutationFn: ({ run }: { run: () => Promise<unknown>; words: string }) => run(),
    onSuccess: (_, { words }) => {
      say(words)
      return client.invalidateQueries({ queryKey: leadViewsQuery.queryKey })
    },
    onError: sayError,
  })
  const show = (view: LeadView) => onShow({ ...readLeadSearch(view.search), view: view.id })
  const item = (view: LeadView): MenuItem => ({ key: view.id, words: view.isOwn ? view.name : t('{name}, by {person}', { name: view.name, person: view.madeBy ?? t('somebody') }), isOn: view.id === current?.id, icon: view.isShared ? <UsersRound aria-hidden="true" /> : undefined, onChoose: () => show(view) })

  return (
    <div className="view-bar">
      <Menu
        label={t('Views')}
        className="btn sm plain view-name"
        button={<><b className="truncate">{current?.name ?? builtIn?.words ?? t('Not saved')}</b> <ChevronDown className="s" aria-hidden="true" /></>}
        items={[...ready.map((view): MenuItem => ({ key: view.id, words: view.words, isOn: builtIn?.id === view.id, onChoose: () => onShow(view.search) })), ...views.map(item)]}
      />
      {isChanged && <span className="quiet">{t('changed')}</span>}
      {isChanged && <button type="button" className="btn xs plain" onClick={() => show(current)}>{t('Take back')}</button>}
      {isChanged && current.mayChange && (
        <button type="button" className="btn xs" onClick={() => act.mutate({ run: () => leadViewsApi.change(current.id, { search: here }), words: t('“{name}” was saved', { name: current.name }) })}><Save aria-hidden="true" /> {t('Save')}</button>
      )}
      {(isChanged || (!current && !builtIn)) && <button type="button" className="btn xs" onClick={() => setNaming('new')}>{t('Save as a view')}</button>}
      {current?.mayChange && (
        <Menu
          label={t('More about the view {name}', { name: current.name })}
          className="btn icon xs plain"
          button={<Ellipsis aria-hidden="true" />}
          items={[
            { key: 'name', words: t('Rename'), icon: <PencilLine aria-hidden="true" />, onChoose: () => setNaming('name') },
            {
              key: 'share', words: current.isShared ? t('Keep it for yourself') : t('Share with everybody'), icon: <UsersRound aria-hidden="true" />,
              onChoose: () => act.mutate({ run: () => leadViewsApi.change(current.id, { isShared: !current.isShared }), words: current.isShared ? t('Only who made “{name}” sees it now', { name: current.name }) : t('Everybody sees “{name}” now', { name: current.name }) }),
            },
            {
              key: 'delete', words: t('Delete the view'), icon: <Trash2 aria-hidden="true" />,
              onChoose: () => {
                act.mutate({ run: () => leadViewsApi.remove(current.id), words: t('“{name}” was deleted; its leads are all there', { name: current.name }) })
                onShow({ ...search, view: undefined })
              },
            },
          ]}
        />
      )}
      {isNaming && (
        <ViewSheet
          view={isNaming === 'name' ? current : undefined}
          onClose={() => setNaming(undefined)}
          onSave={async ({ name, isShared }) => {
            if (isNaming === 'name' && current) await leadViewsApi.change(current.id, { name, isShared })
            else onShow({ ...search, view: (await leadViewsApi.create({ name, isShared, search: here })).id })
            await client.invalidateQueries({ queryKey: leadViewsQuery.queryKey })
            setNaming(undefined)
          }}
        />
      )}
    </div>
  )
}
