import { ArrowDown, ArrowLeft, ArrowRight, Puzzle } from 'lucide-react'
import type { NodeDoc, ParamDoc } from '../api/types'
import { familyWords } from '../palette/palette-groups'
import { NodeTile } from '../parts/NodeTile'

const sideIcons = { down: ArrowDown, left: ArrowLeft, right: ArrowRight }
const sideWords = { down: 'Goes on, down', left: 'To the left', right: 'To the right' }

/** One kind of step: what it does, what can be set, which ways lead on. */
export function NodeDetails({ doc }: { doc: NodeDoc }) {
  return (
    <article className="node-doc" aria-labelledby="node-doc-title">
      <header>
        <NodeTile type={doc.type} />
        <div className="min-w-0">
          <h2 id="node-doc-title">{doc.title}</h2>
          <p className="quiet">
            {familyWords[doc.family]} · <span className="mono">{doc.type}</span>
          </p>
        </div>
        {doc.isCustom && <span className="chip line"><Puzzle aria-hidden="true" /> Custom</span>}
      </header>
      <p className="lead">{doc.description}</p>
      {doc.says && <p className="quiet">As it is placed, its card says: “{doc.says}”</p>}

      <h3>What can be set</h3>
      {doc.params.length === 0 ? <p className="quiet">Nothing. It does the same wherever it stands.</p> : <ParamTable params={doc.params} />}

      <h3>Ways out</h3>
      {doc.outlets.length === 0 ? <p className="quiet">None: the run ends here.</p> : (
        <ul className="ways">
          {doc.outlets.map((outlet) => {
            const Icon = sideIcons[outlet.side]
            return (
              <li key={outlet.name}>
                <Icon className="s" aria-label={sideWords[outlet.side]} />
                <span>{outlet.label || 'Goes on'}</span>
                <span className="mono quiet">{outlet.name}</span>
              </li>
            )
          })}
        </ul>
      )}

      {(doc.reads.length > 0 || doc.writes.length > 0) && (
        <>
          <h3>Fields</h3>
          <dl className="facts">
            {doc.reads.length > 0 && <><dt>Reads</dt><dd>{doc.reads.join(', ')}</dd></>}
            {doc.writes.length > 0 && <><dt>Sets</dt><dd>{doc.writes.join(', ')}</dd></>}
          </dl>
        </>
      )}
      {doc.isCustom && <p className="quiet own">Made here, in the folder <span className="mono">{doc.type}</span> of the custom nodes. A change of it is taken in by itself.</p>}
    </article>
  )
}

function ParamTable({ params }: { params: ParamDoc[] }) {
  return (
    <table className="params">
      <thead>
        <tr><th>Setting</th><th>What may stand there</th><th>Until you set it</th></tr>
      </thead>
      <tbody>
        {params.map((param, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change place, and parts of two settings may have one name
          <ParamRow key={index} param={param} />
        ))}
      </tbody>
    </table>
  )
}

function ParamRow({ param }: { param: ParamDoc }) {
  return (
    <tr>
      <td style={{ paddingLeft: param.depth * 16 || undefined }}>
        <span className={param.depth === 0 ? 'med' : undefined}>{param.title}</span>
        {param.isAdvanced && <span className="quiet"> · advanced</span>}
        {param.onlyWhen && <span className="only">when {param.onlyWhen}</span>}
      </td>
      <td>
        {param.kind}
        {param.choices.length > 0 && <span className="may">{param.choices.join(', ')}</span>}
      </td>
      <td className={param.standard.includes('\n') ? 'long' : undefined}>{param.standard || <span className="quiet">{param.kind === 'Several settings' ? 'as below' : 'nothing'}</span>}</td>
    </tr>
  )
}
