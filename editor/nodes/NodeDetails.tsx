import { ArrowDown, ArrowLeft, ArrowRight, Puzzle } from 'lucide-react'
import type { NodeDoc } from '#nodes/sdk/describe-node'
import type { ParamDoc } from '#nodes/sdk/describe-params'
import { familyWords } from '../palette/palette-groups'
import { NodeTile } from '../parts/NodeTile'
import { rich, t } from '../words/t'

const sideIcons = { down: ArrowDown, left: ArrowLeft, right: ArrowRight }
const sideWords = { down: t('Goes on, down'), left: t('To the left'), right: t('To the right') }

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
        {doc.isCustom && <span className="chip line"><Puzzle aria-hidden="true" /> {t('Custom')}</span>}
      </header>
      <p className="lead">{doc.description}</p>
      {doc.says && <p className="quiet">{t('As it is placed, its card says: “{words}”', { words: doc.says })}</p>}

      <h3>{t('What can be set')}</h3>
      {doc.params.length === 0 ? <p className="quiet">{t('Nothing. It does the same wherever it stands.')}</p> : <ParamTable params={doc.params} />}

      <h3>{t('Ways out')}</h3>
      {doc.outlets.length === 0 ? <p className="quiet">{t('None: the run ends here.')}</p> : (
        <ul className="ways">
          {doc.outlets.map((outlet) => {
            const Icon = sideIcons[outlet.side]
            return (
              <li key={outlet.name}>
                <Icon className="s" aria-label={sideWords[outlet.side]} />
                <span>{outlet.label || t('Goes on')}</span>
                <span className="mono quiet">{outlet.name}</span>
              </li>
            )
          })}
        </ul>
      )}

      {(doc.reads.length > 0 || doc.writes.length > 0) && (
        <>
          <h3>{t('Fields')}</h3>
          <dl className="facts">
            {doc.reads.length > 0 && <><dt>{t('Reads')}</dt><dd>{doc.reads.join(', ')}</dd></>}
            {doc.writes.length > 0 && <><dt>{t('Sets')}</dt><dd>{doc.writes.join(', ')}</dd></>}
          </dl>
        </>
      )}
      {doc.isCustom && <p className="quiet own">{rich('Made here, in the folder <mono>{folder}</mono> of the custom nodes. A change of it is taken in by itself.', { folder: doc.type, mono: (words) => <span className="mono">{words}</span> })}</p>}
    </article>
  )
}

function ParamTable({ params }: { params: ParamDoc[] }) {
  return (
    <table className="params">
      <thead>
        <tr><th>{t('Setting')}</th><th>{t('What may stand there')}</th><th>{t('Until you set it')}</th></tr>
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
        {param.isAdvanced && <span className="quiet"> {t('· advanced')}</span>}
        {param.onlyWhen && <span className="only">{t('when {condition}', { condition: param.onlyWhen })}</span>}
      </td>
      <td>
        {param.kind}
        {param.choices.length > 0 && <span className="may">{param.choices.join(', ')}</span>}
      </td>
      <td className={param.standard.includes('\n') ? 'long' : undefined}>{param.standard || <span className="quiet">{param.kind === t('Several settings') ? t('as below') : t('nothing')}</span>}</td>
    </tr>
  )
}
