import { eventTypes } from '#nodes/revops/event-types'
import { type Field, leadFields } from '#nodes/revops/fields'
import type { WidgetProps } from '@rjsf/utils'
import type { FormData, FormSchema, NodeFormContext } from '../form-context'
import { ChoiceOrOwn } from './ChoiceOrOwn'
import { t } from '../../words/t'

type Props = WidgetProps<FormData, FormSchema, NodeFormContext>

const events = Object.entries(eventTypes).map(([value, words]) => ({ value, words }))
const fieldsOf = (type: Field['type']) => leadFields.filter((field) => field.type === type).map((field) => ({ value: field.path, words: field.label }))

const shared = ({ id, value, rawErrors, onChange }: Props) => ({ id, value: typeof value === 'string' ? value : '', isWrong: Boolean(rawErrors?.length), onChange })

/** A type of event, in words or as its sender writes it. */
export const EventTypeWidget = (props: Props) => <ChoiceOrOwn {...shared(props)} choices={events} own={{ words: t('Another event, by its type'), placeholder: 'order.paid' }} />

/** A field that holds a date; what came with the lead stands under `lead.more`. */
export const DateFieldWidget = (props: Props) => <ChoiceOrOwn {...shared(props)} choices={fieldsOf('date')} own={{ words: t('Another field, by its name'), placeholder: 'lead.more.renewsOn' }} />

/** A field that holds a list. */
export const ListFieldWidget = (props: Props) => <ChoiceOrOwn {...shared(props)} choices={fieldsOf('list')} own={{ words: t('Another list, by its name'), placeholder: 'lead.more.products' }} />
