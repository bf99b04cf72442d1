import type { Concurrency } from '#engine/graph/flow'
import { ChevronsRight } from 'lucide-react'
import { usePanels } from '../app/panels'
import { useFlow, useFlowStore } from '../canvas/store/flow-context'
import { t } from '../words/t'
import { FigureFields } from './FigureFields'
import { concurrencyWords } from './concurrency-words'
import { SequenceFields } from './SequenceFields'

/** What the flow is called, the failure that it closes, what a second run for the same lead does, and what people leave it by. */
export function FlowSettings() {
  const store = useFlowStore()
  const name = useFlow((state) => state.document.name)
  const failurePoint = useFlow((state) => state.document.failurePoint)
  const steps = useFlow((state) => state.document.nodes.length)
  const fold = usePanels((state) => state.fold)
  const concurrency = useFlow((state) => state.document.concurrency)
  const figure = useFlow((state) => state.document.figure)
  const sequence = useFlow((state) => state.document.sequence)
  const { rename, setFailurePoint, setFigure, setConcurrency, setSequence } = store.getState()
  return (
    <>
      <div className="ins-head flex items-start">
        <div className="grow">
          <h2>{t('This flow')}</h2>
          <div className="sub">{t('{steps, plural, one {# step} other {# steps}}. Choose one to see its settings.', { steps })}</div>
        </div>
        <button type="button" className="btn icon xs plain" aria-label={t('Fold this panel')} title={t('Fold')} onClick={() => fold('inspector', true)}>
          <ChevronsRight aria-hidden="true" />
        </button>
      </div>
      <div className="ins-body">
        <div className="form-field">
          <label className="lab" htmlFor="flow-name">{t('Name')}</label>
          <input
            id="flow-name"
            className={`field ${name.trim() === '' ? 'wrong' : ''}`}
            maxLength={300}
            value={name}
            onChange={(event) => rename(event.target.value || ' ')}
            onBlur={(event) => rename(event.target.value.trim() || t('Flow without a name'))}
          />
        </div>
        <div className="form-field">
          <label className="lab" htmlFor="flow-failure">{t('The failure it closes')}</label>
          <textarea id="flow-failure" className="field" maxLength={1000} value={failurePoint} onChange={(event) => setFailurePoint(event.target.value)} placeholder={t('What was seen to go wrong, for example: leads wait over night because nobody owns them')} />
          <p className={failurePoint.trim() === '' ? 'help asks' : 'help'}>{failurePoint.trim() === '' ? t('Please write it down: it is why this flow is here, and the list of flows shows it.') : t('So that everybody knows later why this flow is here.')}</p>
        </div>
        <FigureFields figure={figure} onChange={setFigure} />
        <div className="form-field">
          <label className="lab" htmlFor="flow-concurrency">{t('When a run for the same lead is under way')}</label>
          <select id="flow-concurrency" className="field" value={concurrency} aria-describedby="flow-concurrency__words" onChange={(event) => setConcurrency(event.target.value as Concurrency)}>
            {Object.entries(concurrencyWords).map(([value, { choice }]) => (
              <option key={value} value={value}>{choice}</option>
            ))}
          </select>
          <p className="help" id="flow-concurrency__words">{concurrencyWords[concurrency].help}</p>
        </div>
        <SequenceFields sequence={sequence} onChange={setSequence} />
      </div>
    </>
  )
}
