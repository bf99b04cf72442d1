import { describeNode } from '#nodes/sdk/describe-node'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Puzzle, Search, SearchX, TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { nodesQuery } from '../api/queries'
import type { NodeDoc } from '#nodes/sdk/describe-node'
import type { BrokenNode } from '../api/types'
import { BarTools } from '../app/BarTools'
import { familyWords } from '../palette/palette-groups'
import { NodeTile } from '../parts/NodeTile'
import { BoneRows, Empty, Failed } from '../parts/states'
import { NodeDetails } from './NodeDetails'
import { registry } from './registry'
import { groupDocs, searchDocs } from './search-docs'
import { t } from '../words/t'

/** What each kind of step does, what can be set and which ways lead on. Written from the definitions that also make forms and palette. */
export function NodesPage() {
  const nodes = useQuery(nodesQuery)
  const docs = useMemo(() => nodes.data?.nodes.map(inOwnWords) ?? [], [nodes.data])
  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Kinds of steps')}</h1>
        {nodes.data && <span className="quiet num">{nodes.data.nodes.length}</span>}
        <div className="grow" />
        <BarTools />
      </header>
      <div className="page">
        {nodes.isPending ? <BoneRows label={t('Reading the kinds of steps')} /> : nodes.isError ? <Failed error={nodes.error} what={t('The kinds of steps')} /> : <NodeDocs nodes={docs} broken={nodes.data.broken} />}
      </div>
    </main>
  )
}

/** The server's docs are English; the page says the same of the definitions that it has itself. */
function inOwnWords(doc: NodeDoc): NodeDoc {
  const definition = registry[doc.type]
  return definition ? describeNode(definition, doc.isCustom) : doc
}

function NodeDocs({ nodes, broken }: { nodes: NodeDoc[]; broken: BrokenNode[] }) {
  const { type, q = '' } = useSearch({ from: '/frame/nodes' })
  const navigate = useNavigate({ from: '/nodes' })
  const found = searchDocs(nodes, q)
  const chosen = found.find((each) => each.type === type) ?? found[0]
  const choose = (next: NodeDoc | undefined) => next && void navigate({ search: (before) => ({ ...before, type: next.type }), replace: true })
  const search = (text: string) => void navigate({ search: (before) => ({ ...before, q: text || undefined }), replace: true })

  return (
    <div className="node-docs">
      <nav aria-label={t('Kinds of steps')}>
        <div className="p-2.5">
          <label className="field small">
            <Search className="s" aria-hidden="true" />
            <input placeholder={t('Find by name, setting or field')} aria-label={t('Find a kind of step')} value={q} onChange={(event) => search(event.target.value)} onKeyDown={(event) => event.key === 'Escape' && search('')} />
          </label>
        </div>
        <div className="node-docs-list">
          {groupDocs(found).map(({ family, docs }) => (
            <section key={family} aria-label={familyWords[family]}>
              <h2>{familyWords[family]}</h2>
              <ul>
                {docs.map((doc) => (
                  <li key={doc.type}>
                    <button type="button" aria-current={doc === chosen ? 'page' : undefined} onClick={() => choose(doc)}>
                      <NodeTile type={doc.type} isSmall />
                      <span className="truncate">{doc.title}</span>
                      {doc.isCustom && <Puzzle className="s quiet" aria-label={t('custom')} />}
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          {broken.length > 0 && (
            <section aria-label={t('Broken')}>
              <h2>{t('Broken, left out')}</h2>
              <ul>
                {broken.map((each) => (
                  <li key={each.type} className="broken">
                    <TriangleAlert className="s" aria-hidden="true" />
                    <span>
                      <b>{each.type}</b>
                      <br />
                      {each.message}
                      <br />
                      <span className="mono">{each.file}</span>
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </nav>
      {chosen ? <NodeDetails key={chosen.type} doc={chosen} /> : (
        <Empty icon={SearchX} title={t('No kind of step is like that')} action={<button type="button" className="btn" onClick={() => search('')}>{t('Show all')}</button>}>
          {t('Search for what it does, for one of its settings or for a field that it changes.')}
        </Empty>
      )}
    </div>
  )
}
