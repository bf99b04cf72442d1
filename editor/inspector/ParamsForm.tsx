import type { NodeDefinition } from '#nodes/sdk/define-node'
import type { FormProps } from '@rjsf/core'
// Not from the package's root: that also exports a test registry, which brings AJV along.
import withTheme from '@rjsf/core/lib/withTheme.js'
import type { RegistryFieldsType, RegistryWidgetsType, TemplatesType } from '@rjsf/utils'
import { ErrorSchemaBuilder } from '@rjsf/utils'
import { memo, useMemo } from 'react'
import type { Diagnostic } from '#engine/compile/diagnostic'
import type { FlowReferences } from '../api/types'
import { nodeForm, visibleSchema } from './form-schema'
import type { FormData, FormSchema, NodeFormContext } from './form-context'
import { useFieldChoices } from './use-field-choices'
import { ArrayFieldItemTemplate, ArrayFieldTemplate, FieldTemplate, ObjectFieldTemplate } from './templates'
import { ChoicesField } from './widgets/ChoicesField'
import { ChoiceWidget, InputWidget, SwitchWidget } from './widgets/basic-widgets'
import { ConditionField } from './widgets/ConditionField'
import { DurationField } from './widgets/DurationField'
import { DateFieldWidget, EventTypeWidget, ListFieldWidget } from './widgets/own-choice-widgets'
import { PeopleField } from './widgets/PeopleField'
import { ConnectionWidget, FlowWidget, MessageTemplateWidget, QueueWidget, RotaWidget, SourceWidget, TeamWidget } from './widgets/ReferenceWidget'
import { ScheduleField } from './widgets/ScheduleField'
import { JsonTextWidget, LongTextWidget, TextLineWidget } from './widgets/TemplateTextWidget'
import { WaysField } from './widgets/WaysField'
import { zodValidator } from './zod-validator'

const Form = withTheme<FormData, FormSchema, NodeFormContext>({
  templates: { FieldTemplate, ObjectFieldTemplate, ArrayFieldTemplate, ArrayFieldItemTemplate } as unknown as Partial<TemplatesType<FormData, FormSchema, NodeFormContext>>,
  fields: { duration: DurationField, condition: ConditionField, choices: ChoicesField, ways: WaysField, people: PeopleField, schedule: ScheduleField } as unknown as RegistryFieldsType<FormData, FormSchema, NodeFormContext>,
  widgets: {
    TextWidget: InputWidget, UpDownWidget: InputWidget, SelectWidget: ChoiceWidget, CheckboxWidget: SwitchWidget,
    team: TeamWidget, queue: QueueWidget, rota: RotaWidget, source: SourceWidget, flow: FlowWidget, connection: ConnectionWidget, 'message-template': MessageTemplateWidget,
    'event-type': EventTypeWidget, 'date-field': DateFieldWidget, 'list-field': ListFieldWidget, 'template-line': TextLineWidget, 'template-text': LongTextWidget, 'template-json': JsonTextWidget,
  } as RegistryWidgetsType<FormData, FormSchema, NodeFormContext>,
})

interface Props {
  nodeId: string
  definition: NodeDefinition
  params: FormData
  problems: readonly Diagnostic[]
  references: FlowReferences
  onChange(nodeId: string, params: FormData): void
}

/** What the compiler says of single params, for the fields concerned. What zod says is found by the form itself. */
function errorsOf(problems: readonly Diagnostic[]) {
  const builder = new ErrorSchemaBuilder<FormData>()
  for (const { code, param, message } of problems) {
    if (param !== undefined && code !== 'bad-params') builder.addErrors(capital(message.replace(/^[“„][^”“]*[”“]:\s*/, '')), param.split('.'))
  }
  return builder.ErrorSchema
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The form of a step, made from its params. */
export const ParamsForm = memo(function ParamsForm({ nodeId, definition, params, problems, references, onChange }: Props) {
  const form = nodeForm(definition)
  const { uiSchema, advanced } = form
  const schema = useMemo(() => visibleSchema(form, params), [form, params])
  const validator = useMemo(() => zodValidator(definition), [definition])
  const extraErrors = useMemo(() => errorsOf(problems), [problems])
  const fields = useFieldChoices(nodeId)
  const formContext = useMemo(
    (): NodeFormContext => ({ references, fields, advanced, isAdvancedStandard: isStandard(definition, params, advanced) }),
    [references, fields, advanced, definition, params],
  )
  const change: FormProps<FormData, FormSchema, NodeFormContext>['onChange'] = ({ formData }) => {
    // The form also tells of the standards that it filled in by itself; those are no change.
    if (formData && !isSameMeaning(definition, formData, params)) onChange(nodeId, formData)
  }
  return (
    <Form
      key={nodeId}
      idPrefix="root"
      tagName="div"
      schema={schema}
      uiSchema={uiSchema}
      formData={params}
      formContext={formContext}
      validator={validator}
      extraErrors={extraErrors}
      liveValidate="onChange"
      showErrorList={false}
      noHtml5Validate
      onChange={change}
    />
  )
})

function isSameMeaning(definition: NodeDefinition, one: FormData, other: FormData): boolean {
  const [left, right] = [definition.params.safeParse(one), definition.params.safeParse(other)]
  return left.success && right.success ? JSON.stringify(left.data) === JSON.stringify(right.data) : JSON.stringify(one) === JSON.stringify(other)
}

function isStandard(definition: NodeDefinition, params: FormData, names: string[]): boolean {
  const standard = definition.params.safeParse({})
  if (!standard.success) return false
  return names.every((name) => params[name] === undefined || JSON.stringify(params[name]) === JSON.stringify((standard.data as FormData)[name]))
}
