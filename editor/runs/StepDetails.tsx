import { ChevronsRight, History, MousePointerClick } from 'lucide-react'
import type { ReactNode } from 'react'
import type { RunDetail, RunStep } from '../api/types'
import { usePanels } from '../app/panels'
import type { NodeView } from '../canvas/node-view'
import { NodeTile } from '../parts/NodeTile'
import { Empty } from '../parts/states'
import { tookWords } from '../parts/times'
import { t } from '../words/t'
import { MessageList } from './MessageList'
import type { ChosenStep } from './chosen-step'
import { stepHeadWords } from './step-words'
import { WhatCameIn, WhatWentOut } from './StepData'
import { WhyThisWay } from './WhyThisWay'

interface Props {
  run: RunDetail
  views: Map<string, NodeView>
  chosen: ChosenStep | undefined
  onChoose(step: ChosenStep): void
  /** What else is known of this visit of the step, where more is known than of a real run. */
  more?(step: RunStep): ReactNode
}

/** One step of a run: why it went this way, what came in, what went out. */
export function StepDetails({ run, views, chosen, onChoose, more }: Props) {
  const fold = usePanels((state) => state.fold)
  const node = run.document.nodes.find((each) => each.id === chosen?.nodeId)
  const view = node && views.get(node.id)
  const former = chosen && run.formerSteps?.[chosen.nodeId]
  if (!node && former) return <Empty icon={History} title={former}>{t('This step is not in version {version} any more, by which this lead goes on. What it did stands in the timeline.', { version: run.flow.version })}</Empty>
  if (!node || !view) return <Empty icon={MousePointerClick} title={t('No step is chosen')}>{t('Choose one on the canvas or in the timeline.')}</Empty>
  const visits = run.steps.filter((step) => step.nodeId === node.id)
  const step = chosen?.visit === undefined ? visits.at(-1) : visits.find((each) => each.visit === chosen.visit)

  return (
    <>
      <div className="ins-head">
        <div className="flex items-start gap-2.5">
          <NodeTile type={node.type} />
          <div className="grow min-w-0">
            <h2>{node.label}</h2>
            <div className="sub num">
              {!step ? (view.family === 'trigger' ? t('Began the run') : view.family === 'end' ? view.kind : t('Not reached')) : step.endedAt ? t('{how}, took {span}', { how: stepHeadWords(step, run), span: tookWords(step.endedAt - step.startedAt) }) : stepHeadWords(step, run)}
            </div>
          </div>
          <button type="button" className="btn icon xs plain" aria-label={t('Fold this panel')} title={t('Fold')} onClick={() => fold('inspector', true)}>
            <ChevronsRight aria-hidden="true" />
          </button>
        </div>
        {visits.length > 1 && (
          <fieldset className="seg mt-2" aria-label={t('Which time')}>
            {visits.map((each) => (
              <button key={each.visit} type="button" aria-pressed={each === step} onClick={() => onChoose({ nodeId: node.id, visit: each.visit })}>
                {t('Time {visit}', { visit: each.visit })}
              </button>
            ))}
          </fieldset>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and may hold nothing that takes the keyboard */}
      <section className="ins-body flush" aria-label={t('About this step')} tabIndex={0}>
        <WhyThisWay run={run} step={step} view={view} nodeId={node.id} />
        {step && step.effects.length > 0 && <MessageList effects={step.effects} />}
        {step && more?.(step)}
        <WhatCameIn lead={run.lead} />
        {step && <WhatWentOut step={step} view={view} />}
      </section>
    </>
  )
}
