import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Coffee } from 'lucide-react'
import { useNow } from '../api/clock'
import { workQuery } from '../api/queries'
import type { WorkItem } from '../api/types'
import { BarTools } from '../app/BarTools'
import { BoneRows, Empty, Failed } from '../parts/states'
import { useListKeys } from '../parts/use-list-keys'
import { rich, t } from '../words/t'
import { countByDeadline, groupWork } from './work-words'
import { WorkDetails } from './WorkDetails'
import { WorkRow } from './WorkRow'

export function WorkPage() {
  const work = useQuery(workQuery)
  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Work')}</h1>
        {work.data && <span className="quiet num">{work.data.items.length}</span>}
        <div className="grow" />
        <BarTools />
      </header>
      {work.isPending ? <BoneRows label={t('Reading the work')} /> : work.isError ? <Failed error={work.error} what={t('The work')} /> : work.data.items.length === 0 ? (
        <div className="page"><Empty icon={Coffee} title={t('Nothing waits for you')}>{t('When a lead needs a person, a message is in doubt or a run fails, it stands here with a deadline.')}</Empty></div>
      ) : (
        <WorkLists items={work.data.items} />
      )}
    </main>
  )
}

function WorkLists({ items }: { items: WorkItem[] }) {
  const { item: chosenId } = useSearch({ from: '/frame/work' })
  const navigate = useNavigate({ from: '/work' })
  const now = useNow()
  const groups = groupWork(items)
  const inOrder = groups.flatMap((group) => group.items)
  const chosen = inOrder.find((item) => item.id === chosenId) ?? inOrder[0]
  const choose = (item: WorkItem | undefined) => void navigate({ search: { item: item?.id }, replace: true })
  const [at] = useListKeys(inOrder.length, (index) => choose(inOrder[index]))
  const { late, soon, later } = countByDeadline(items, now)

  return (
    <div className="split">
      <div>
        <p className="work-head">
          {rich('{late, plural, =0 {} one {<red># is late</red>, } other {<red># are late</red>, }}{soon} due within the hour, {later} later.', { late, soon, later, red: (words) => <span className="late">{words}</span> })}
        </p>
        {groups.map((group) => (
          <section key={group.key} aria-label={group.words}>
            <h2 className="work-group">{group.words} <span className="quiet num">{group.items.length}</span></h2>
            {group.items.map((item) => (
              <WorkRow key={item.id} item={item} isChosen={item === chosen} isAt={inOrder[at] === item} onChoose={() => choose(item)} />
            ))}
          </section>
        ))}
      </div>
      <aside aria-label={t('The chosen work')}>{chosen && <WorkDetails key={chosen.id} item={chosen} />}</aside>
    </div>
  )
}
