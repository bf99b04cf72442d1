import { type Exit, maxExits, noSequence, type Priority, priorities, type Sequence } from '#engine/graph/sequence'
import type { RuleGroup } from '#nodes/revops/condition'
import { describeCondition } from '#nodes/revops/describe-condition'
import { type ExitReason, exitReasons } from '#nodes/revops/end-reasons'
import { eventTypes } from '#nodes/revops/event-types'
import { Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import { lazily } from '../parts/lazily'
import { t } from '../words/t'
import { recordFields } from './field-choice'
import { busyWords, priorityWords } from './sequence-words'
import { ChoiceOrOwn } from './widgets/ChoiceOrOwn'

const ConditionBuilder = lazily(async () => (await import('./widgets/ConditionBuilder')).ConditionBuilder, () => <span className="bone" style={{ height: 76 }} />)

const events = Object.entries(eventTypes).map(([value, words]) => ({ value, words }))
const noRules: RuleGroup = { combinator: 'and', rules: [] }
const newExit: Exit = { event: 'email.replied', reason: 'replied' }

/** What people leave the flow by, wherever they are in it, and how it stands beside other flows for the same person. */
export function SequenceFields({ sequence = noSequence, onChange }: { sequence?: Sequence | undefined; onChange: (sequence: Sequence) => void }) {
  const id = useId()
  const { exits, group = '', priority, whenBusy } = sequence
  const change = (part: Partial<Sequence>) => onChange({ ...sequence, ...part })
  const setExit = (index: number, exit: Exit) => change({ exits: exits.map((each, at) => (at === index ? exit : each)) })
  return (
    <>
      <fieldset className="form-field">
        <legend className="lab" style={{ padding: 0 }}>{t('It ends early when')}</legend>
        {exits.map((exit, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: exits have no name of their own, and their order is theirs
          <ExitFields key={index} exit={exit} number={index + 1} onChange={(next) => setExit(index, next)} onRemove={() => change({ exits: exits.filter((_, at) => at !== index) })} />
        ))}
        <button type="button" className="btn xs" disabled={exits.length >= maxExits} onClick={() => change({ exits: [...exits, newExit] })}><Plus aria-hidden="true" />{t('Something that ends it')}</button>
        <p className="help">{t('Wherever somebody stands in the flow, and whichever of their inquiries it is about: from that moment nothing more is sent.')}</p>
      </fieldset>
      <div className="form-field">
        <label className="lab" htmlFor={`${id}group`}>{t('One flow of this group at a time, for each person')}</label>
        <input id={`${id}group`} className="field" maxLength={60} value={group} placeholder={t('For example: letters')} onChange={(event) => change({ group: event.target.value })} onBlur={(event) => change({ group: event.target.value.trim() })} />
        <p className="help">{t('Flows with the same word here never write to one person side by side. Empty: it does not look at others.')}</p>
      </div>
      {group !== '' && (
        <div className="form-field">
          <label className="lab" htmlFor={`${id}busy`}>{t('When another of the group is under way')}</label>
          <select id={`${id}busy`} className="field" value={whenBusy} onChange={(event) => change({ whenBusy: event.target.value as Sequence['whenBusy'] })}>
            {Object.entries(busyWords).map(([value, words]) => <option key={value} value={value}>{words}</option>)}
          </select>
          <p className="help">{t('One that matters more pauses the other, which goes on afterwards.')}</p>
        </div>
      )}
      <div className="form-field">
        <label className="lab" htmlFor={`${id}priority`}>{t('How much it matters')}</label>
        <select id={`${id}priority`} className="field" value={priority} onChange={(event) => change({ priority: Number(event.target.value) as Priority })}>
          {priorities.map((each) => <option key={each} value={each}>{priorityWords[each]}</option>)}
        </select>
        <p className="help">{t('Decides who goes first in a group, and whose messages go first when many are due.')}</p>
      </div>
    </>
  )
}

function ExitFields({ exit, number, onChange, onRemove }: { exit: Exit; number: number; onChange: (exit: Exit) => void; onRemove: () => void }) {
  const id = useId()
  const [asks, setAsks] = useState(exit.condition !== undefined)
  return (
    <fieldset className="exit-fields">
      <legend className="sr-only">{t('{number}. thing that ends it', { number })}</legend>
      <div className="exit-line">
        <label className="sr-only" htmlFor={`${id}event`}>{t('What happens')}</label>
        <ChoiceOrOwn id={`${id}event`} value={exit.event} choices={events} own={{ words: t('Another event, by its type'), placeholder: 'order.paid' }} isWrong={exit.event === ''} onChange={(event) => onChange({ ...exit, event })} />
        <button type="button" className="btn icon xs plain" aria-label={t('Take it away')} title={t('Take it away')} onClick={onRemove}><X aria-hidden="true" /></button>
      </div>
      <div className="exit-line">
        <label className="quiet" htmlFor={`${id}reason`}>{t('because')}</label>
        <select id={`${id}reason`} className="field" value={exit.reason} onChange={(event) => onChange({ ...exit, reason: event.target.value as ExitReason })}>
          {Object.entries(exitReasons).map(([value, words]) => <option key={value} value={value}>{words}</option>)}
        </select>
        {!asks && <button type="button" className="btn xs plain" onClick={() => setAsks(true)}>{t('Only if…')}</button>}
      </div>
      {asks && (
        <>
          <p className="in-words">{exit.condition && exit.condition.rules.length > 0 ? t('Fits when {sentence}.', { sentence: describeCondition(exit.condition) }) : t('No rule yet: this fits everybody.')}</p>
          <ConditionBuilder
            value={exit.condition ?? noRules}
            fields={recordFields}
            onChange={(condition) => {
              const { condition: _, ...plain } = exit
              onChange(condition.rules.length === 0 ? plain : { ...plain, condition })
            }}
          />
        </>
      )}
    </fieldset>
  )
}
