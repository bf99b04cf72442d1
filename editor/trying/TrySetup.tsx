import { useQuery } from '@tanstack/react-query'
import { useReactFlow } from '@xyflow/react'
import { CircleAlert, FlaskConical } from 'lucide-react'
import { useMemo, useState } from 'react'
import { leadsToTryQuery, type Scenario, type World } from '../api/trying'
import { usePanels } from '../app/panels'
import { goToStep } from '../canvas/go-to-step'
import { useOpenFlow } from '../canvas/open-flow-context'
import { useFlow, useFlowStore } from '../canvas/store/flow-context'
import { registry } from '../nodes/registry'
import { t } from '../words/t'
import { CaseList } from './CaseList'
import { CircumstanceFields } from './CircumstanceFields'
import { fieldsRead } from './fields-read'
import { LeadFields } from './LeadFields'
import { eventOf, madeUpLead, nextMorning, zoneOf } from './made-up-lead'
import { LeadChoice } from './LeadChoice'
import { useTry } from './try-store'

/** What arrives and under which circumstances; beside it the cases that may go wrong, and the saved examples. */
export function TrySetup() {
  const { id, diagnostics, isChecked } = useOpenFlow()
  const document = useFlow((state) => state.document)
  const store = useFlowStore()
  const { begin, isBusy, error } = useTry()
  const { data: offered } = useQuery(leadsToTryQuery(id))
  const reads = useMemo(() => fieldsRead(document, registry), [document])
  const zone = useMemo(() => zoneOf(document), [document])
  const [now] = useState(() => Date.now())
  const [world, setWorld] = useState<World>('generated')
  const [changed, setChanged] = useState<Scenario>()
  const [problem, setProblem] = useState<string>()
  const standard = useMemo((): Scenario => {
    const event = eventOf(document)
    return { lead: offered?.samples[0] ?? madeUpLead(), ...(event && { event }), times: 1, startAt: nextMorning(now, zone), seed: 1, situation: 'usual', providers: 'usual', answers: 'nobody', acts: [] }
  }, [document, offered, zone, now])
  const scenario = changed ?? standard
  const blocking = diagnostics.find((each) => each.severity === 'error')

  const start = (chosen: Scenario, where: World) => {
    setChanged(chosen)
    void begin({ flowId: id, document: store.getState().document, scenario: chosen, world: where })
  }
  return (
    <div className="try setup">
      <form
        className="try-form"
        aria-label={t('What arrives')}
        onSubmit={(submitted) => {
          submitted.preventDefault()
          if (!blocking && problem === undefined) start({ ...scenario, acts: [] }, world)
        }}
      >
        <div className="try-row">
          <LeadChoice offered={offered} onChoose={(lead) => setChanged({ ...scenario, lead })} />
          <CircumstanceFields scenario={scenario} world={world} onChange={(part) => setChanged({ ...scenario, ...part })} onWorld={setWorld} />
        </div>
        <LeadFields scenario={scenario} reads={reads} onChange={(part) => setChanged({ ...scenario, ...part })} onProblem={setProblem} />
        <div className="try-foot">
          <button type="submit" className="btn sm solid" disabled={isBusy || !isChecked || blocking !== undefined || problem !== undefined}>
            <FlaskConical aria-hidden="true" /> {isBusy ? t('Beginning') : t('Try it')}
          </button>
          {blocking ? <Blocked message={blocking.message} nodeId={blocking.nodeId} /> : (
            <span className="quiet">{t('Fields marked with a dot are read by this flow.')}</span>
          )}
          {(problem ?? error?.message) !== undefined && <span className="wrong-words" role="alert"><CircleAlert aria-hidden="true" /> {problem ?? error?.message}</span>}
        </div>
      </form>
      <CaseList base={scenario} reads={reads} zone={zone} from={now} isBlocked={blocking !== undefined || !isChecked} onTry={(chosen) => start(chosen, 'generated')} />
    </div>
  )
}

function Blocked({ message, nodeId }: { message: string; nodeId: string | undefined }) {
  const store = useFlowStore()
  const flow = useReactFlow()
  const openDrawer = usePanels((state) => state.openDrawer)
  return (
    <span className="wrong-words" role="alert">
      <CircleAlert aria-hidden="true" />
      <span>{t('This flow cannot be tried yet: {message}', { message })}</span>
      <button
        type="button"
        className="btn xs"
        onClick={() => {
          openDrawer('problems')
          if (nodeId !== undefined) goToStep(flow, store, nodeId)
        }}
      >
        {t('Show it')}
      </button>
    </span>
  )
}
