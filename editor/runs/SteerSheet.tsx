import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RuleGroup } from '#nodes/revops/condition'
import { describeCondition } from '#nodes/revops/describe-condition'
import { type StaysBecause, type Steering, type SteeringAsk, type SteeringPreview, steeringApi, steeringPreviewQuery } from '../api/steering'
import { recordFields } from '../inspector/field-choice'
import { lazily } from '../parts/lazily'
import { Sheet } from '../parts/Sheet'
import { BoneRows } from '../parts/states'
import { useToasts } from '../parts/toasts'
import { t } from '../words/t'

const ConditionBuilder = lazily(async () => (await import('../inspector/widgets/ConditionBuilder')).ConditionBuilder, () => <span className="bone" style={{ height: 76 }} />)

const acts: Record<Steering, { words: string; button: string }> = {
  pause: { words: t('Hold them where they stand'), button: t('Hold them') },
  resume: { words: t('Let held ones go on, their dates moved by the pause'), button: t('Let them go on') },
  move: { words: t('Have them go on by the version that is live now'), button: t('Move them') },
  stop: { words: t('Stop them for good'), button: t('Stop them') },
}
const stayWords: Record<StaysBecause, string> = {
  gone: t('the step where they stand is not there any more, or is another one'),
  way: t('since their last wait they went a way that leads elsewhere now; after the next wait they can be moved'),
  parallel: t('they are at several things at once, or in the middle of rounds'),
  begins: t('they have only just begun, and it begins otherwise now'),
  'off-line': t('their flow is off line'),
  busy: t('another flow of the same group writes to this person now'),
}
const noRules: RuleGroup = { combinator: 'and', rules: [] }

interface Props {
  /** The flow, or the lead whose person it is about, by id and name; neither: everything. */
  of: { flow?: { id: string; name: string }; lead?: { id: string; name: string } }
  /** What is chosen at first. */
  first?: Steering
  onClose(): void
}

/** Holds, lets go on, moves to the newest version or stops many runs at once, for one person, some or all; says before what will and what will not go. */
export function SteerSheet({ of, first = 'pause', onClose }: Props) {
  const queries = useQueryClient()
  const [act, setAct] = useState<Steering>(first)
  const [asks, setAsks] = useState(false)
  const [condition, setCondition] = useState(noRules)
  const ask: SteeringAsk = { act, ...(of.flow && { flow: of.flow.id }), ...(of.lead && { lead: of.lead.id }), ...(!of.flow && !of.lead && { everything: true }), ...(condition.rules.length > 0 && { condition }) }
  const preview = useQuery(steeringPreviewQuery(ask))
  const steer = useMutation({
    mutationFn: () => steeringApi.steer(ask),
    onSuccess: async ({ changed }) => {
      useToasts.getState().say(t('{changed, plural, one {# run} other {# runs}} changed.', { changed }))
      // How many leads are under way in which version stands with its flow.
      await Promise.all([queries.invalidateQueries({ queryKey: ['runs'] }), queries.invalidateQueries({ queryKey: ['flows'] })])
      onClose()
    },
  })
  return (
    <Sheet
      title={of.lead ? t('What runs for {name}', { name: of.lead.name }) : of.flow ? t('All runs of “{flow}”', { flow: of.flow.name }) : t('All runs of all flows')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Leave it')}</button>
          {/* Off while what is said is of another choice; not whenever the same runs are counted anew, or a press in that moment would be lost. */}
          <button type="button" className={`btn ${act === 'stop' ? 'danger' : 'solid'}`} disabled={!preview.data || preview.data.runs === 0 || preview.isPlaceholderData || steer.isPending} onClick={() => steer.mutate()}>
            {steer.isPending ? t('At work…') : acts[act].button}
          </button>
        </>
      }
    >
      <fieldset className="grid gap-2">
        <legend className="sr-only">{t('What to do')}</legend>
        {(Object.keys(acts) as Steering[]).map((each) => (
          <label key={each} className="flex items-center gap-2">
            <input type="radio" name="steering" checked={act === each} onChange={() => setAct(each)} /> {acts[each].words}
          </label>
        ))}
      </fieldset>
      {!of.lead && (asks ? (
        <div>
          <p className="in-words">{condition.rules.length === 0 ? t('No rule yet: this fits everybody.') : t('Fits when {sentence}.', { sentence: describeCondition(condition) })}</p>
          <ConditionBuilder value={condition} fields={recordFields} onChange={setCondition} />
        </div>
      ) : (
        <button type="button" className="btn xs plain justify-self-start" onClick={() => setAsks(true)}>{t('Only some of them…')}</button>
      ))}
      {preview.isPending ? <BoneRows rows={3} label={t('Counting')} /> : preview.data ? <Means preview={preview.data} act={act} /> : <p className="wrong-words" role="alert">{preview.error?.message}</p>}
      {steer.error && <p className="wrong-words" role="alert">{steer.error.message}</p>}
    </Sheet>
  )
}

/** What will and what will not still be sent. */
function Means({ preview, act }: { preview: SteeringPreview; act: Steering }) {
  const { runs, people, waiting, beingSent, inDoubt, gone, stay } = preview
  const staying = (Object.keys(stayWords) as StaysBecause[]).flatMap((why) => (stay[why] ? [{ why, count: stay[why] }] : []))
  if (act === 'move' && runs === 0 && staying.length === 0) return <p role="status">{t('All of them go by the version that is live already.')}</p>
  if (runs === 0 && act !== 'move') return <p role="status">{act === 'resume' ? t('None of them is held, so there is nothing to let go on.') : t('None of them is under way, so there is nothing to do.')}</p>
  return (
    <div role="status">
      <ul className="run-effects">
        <li>{t('{runs, plural, one {# run} other {# runs}} of {people, plural, one {# person} other {# people}}.', { runs, people })}</li>
        {act === 'pause' && <li>{t('{waiting, plural, =0 {No message is waiting to go; none will go} one {# message waits and will not go} other {# messages wait and will not go}} until you let them go on.', { waiting })}</li>}
        {act === 'stop' && <li>{t('{waiting, plural, =0 {No message is waiting to go; none will go any more} one {# message waits and will never go} other {# messages wait and will never go}}.', { waiting })}</li>}
        {act === 'resume' && <li>{t('{waiting, plural, =0 {No message is waiting to go} one {# message waits and may go at its hour} other {# messages wait and may go at their hours}}.', { waiting })}</li>}
        {act === 'move' && runs > 0 && (
          <>
            <li>{t('Who waits goes on waiting until the moment that was said; everything after it is as the version says that is live now. Steps that were put before the place where they stand are not made up for.')}</li>
            {waiting > 0 && <li>{t('{waiting, plural, one {# message waits and goes with the new words} other {# messages wait and go with the new words}}.', { waiting })}</li>}
          </>
        )}
        {staying.map(({ why, count }) => <li key={why}>{t('{count, plural, one {# run stays} other {# runs stay}} with its version: {why}.', { count, why: stayWords[why] })}</li>)}
        {beingSent > 0 && <li>{t('{beingSent, plural, one {# message is} other {# messages are}} being sent this moment and will arrive.', { beingSent })}</li>}
        {inDoubt > 0 && <li>{t('{inDoubt, plural, one {Of # message nobody knows} other {Of # messages nobody knows}} whether it has arrived.', { inDoubt })}</li>}
        {gone > 0 && <li>{t('{gone, plural, one {# message has} other {# messages have}} gone already.', { gone })}</li>}
        {(act === 'pause' || act === 'stop') && <li>{t('Leads that arrive from now on still start their flows. Take a flow off line to stop that.')}</li>}
      </ul>
    </div>
  )
}
