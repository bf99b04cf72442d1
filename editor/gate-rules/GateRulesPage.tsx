import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { GateRules, standardGateRules } from '#nodes/revops/gate/gate-rules'
import { contactGateApi, gateRulesQuery } from '../api/contact-gate'
import { meQuery } from '../api/queries'
import { BarTools } from '../app/BarTools'
import { MessageTabs } from '../messages/MessageTabs'
import { BoneRows, Failed } from '../parts/states'
import { useToasts } from '../parts/toasts'
import { RecordTabs } from '../records/RecordTabs'
import { t } from '../words/t'
import { CapRules } from './CapRules'
import { HourRules } from './HourRules'
import { PauseRules } from './PauseRules'

/** What holds for every message and call of flows to people outside: when, how often, and how long after a colleague. */
export function GateRulesPage() {
  const read = useQuery(gateRulesQuery)
  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Records')}</h1>
        <RecordTabs />
        <div className="grow" />
        <BarTools />
      </header>
      <div className="list-page">
        <MessageTabs />
        {read.data ? <RulesForm key={JSON.stringify(read.data.rules)} rules={read.data.rules} /> : read.isError ? <Failed error={read.error} what={t('The rules')} /> : <BoneRows label={t('Reading the rules')} />}
      </div>
    </main>
  )
}

function RulesForm({ rules: saved }: { rules: GateRules }) {
  const client = useQueryClient()
  const { data: me } = useQuery(meQuery)
  const [rules, setRules] = useState(saved)
  const save = useMutation({
    mutationFn: () => contactGateApi.changeRules(rules),
    onSuccess: async () => {
      useToasts.getState().say(t('Saved. It holds for every message from now on.'))
      await client.invalidateQueries({ queryKey: ['contact-gate'] })
    },
  })
  const mayChange = me?.user?.role === 'ops'
  const checked = GateRules.safeParse(rules)
  const isChanged = JSON.stringify(rules) !== JSON.stringify(saved)
  const isStandard = JSON.stringify(rules) === JSON.stringify(standardGateRules)
  const change = (part: Partial<GateRules>) => setRules({ ...rules, ...part })
  return (
    <>
      <fieldset className="list-scroll gate-rules" disabled={!mayChange} aria-label={t('Rules for contact')}>
        <p className="soft">{t('These hold for every message that a flow sends to somebody outside, whatever the flow says. What may not go now is held until it may, or given up when it is of no use any more. Consent and the do-not-contact list come before all of them. What is held back already is asked again when the time comes that it was held until.')}</p>
        {!mayChange && <p className="quiet">{t('Only people with the role ops may change them.')}</p>}
        <HourRules hours={rules.hours} onChange={(hours) => change({ hours })} />
        <CapRules caps={rules.caps} onChange={(caps) => change({ caps })} />
        <PauseRules rules={rules} onChange={change} />
      </fieldset>
      <footer className="tfoot gate-foot">
        {!checked.success && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{checked.error.issues[0]?.message}</p>}
        {save.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{save.error.message}</p>}
        <span className="ml-auto flex gap-2">
          {mayChange && !isStandard && <button type="button" className="btn sm plain" onClick={() => setRules(standardGateRules)}>{t('As recommended')}</button>}
          {mayChange && isChanged && <button type="button" className="btn sm" onClick={() => setRules(saved)}>{t('Undo')}</button>}
          {mayChange && <button type="button" className="btn sm solid" disabled={!isChanged || !checked.success || save.isPending} onClick={() => save.mutate()}>{t('Save')}</button>}
        </span>
      </footer>
    </>
  )
}
