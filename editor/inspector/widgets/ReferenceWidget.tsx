import type { WidgetProps } from '@rjsf/utils'
import { Link } from '@tanstack/react-router'
import type { FormData, FormSchema, NodeFormContext } from '../form-context'
import { contactChannels } from '#nodes/revops/gate/channels'
import { SourceAddress } from './SourceAddress'
import { t } from '../../words/t'

type Props = WidgetProps<FormData, FormSchema, NodeFormContext>
type Kind = 'team' | 'queue' | 'rota' | 'source' | 'flow' | 'connection' | 'message-template'

const words: Record<Kind, { choose: string; gone: string }> = {
  team: { choose: t('Choose a team'), gone: t('A team that is not here') },
  queue: { choose: t('Choose a queue'), gone: t('A queue that is not here') },
  rota: { choose: t('Choose a rota'), gone: t('A rota that is not here') },
  source: { choose: t('Choose a source'), gone: t('A source that is not here') },
  flow: { choose: t('Choose a published flow'), gone: t('A flow that is not published here') },
  connection: { choose: t('Without signing in'), gone: t('A connection that is not here') },
  'message-template': { choose: t('None: write it here'), gone: t('A message template that is not here') },
}

/** A choice among what this workspace has. An id that is not here (an imported flow) stays until another is chosen. */
function ReferenceSelect({ kind, id, value, onChange, registry, rawErrors }: Props & { kind: Kind }) {
  const { references } = registry.formContext
  const lists = { team: references.teams, queue: references.queues, rota: references.rotas, source: references.sources, flow: references.flows, connection: references.connections, 'message-template': references.messageTemplates }
  const options = lists[kind]
  const current = typeof value === 'string' ? value : ''
  const isKnown = options.some((option) => option.id === current)
  const draft = kind === 'flow' ? references.drafts.find((each) => each.id === current) : undefined
  const unknown = draft ? t('{name} (not published yet)', { name: draft.name }) : `${words[kind].gone} (${current})`
  return (
    <select id={id} className={`field ${rawErrors?.length ? 'wrong' : ''}`} aria-invalid={Boolean(rawErrors?.length)} value={current} onChange={(event) => onChange(event.target.value)}>
      <option value="">{words[kind].choose}</option>
      {current !== '' && !isKnown && <option value={current}>{unknown}</option>}
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.name}
          {'channel' in option && ` (${contactChannels[option.channel]})`}
          {'watchers' in option && ` (${t('{watchers, plural, =0 {nobody watches} one {# watcher} other {# watchers}}', { watchers: Number(option.watchers) })})`}
        </option>
      ))}
    </select>
  )
}

export const TeamWidget = (props: Props) => <ReferenceSelect {...props} kind="team" />
export const QueueWidget = (props: Props) => <ReferenceSelect {...props} kind="queue" />
export const RotaWidget = (props: Props) => <ReferenceSelect {...props} kind="rota" />
export const SourceWidget = (props: Props) => (
  <>
    <ReferenceSelect {...props} kind="source" />
    <SourceAddress source={props.registry.formContext.references.sources.find((source) => source.id === props.value)} />
  </>
)
export const FlowWidget = (props: Props) => <ReferenceSelect {...props} kind="flow" />
export const MessageTemplateWidget = (props: Props) => (
  <>
    <ReferenceSelect {...props} kind="message-template" />
    {typeof props.value === 'string' && props.value !== '' && <p className="help"><Link to="/records/messages/templates/$id" params={{ id: props.value }} className="link" target="_blank">{t('Open the template')}</Link></p>}
  </>
)
export const ConnectionWidget = (props: Props) => <ReferenceSelect {...props} kind="connection" />
