import { library } from '#nodes/definitions'
import type { NodeDefinition } from '#nodes/sdk/define-node'
import { describe, expect, it } from 'vitest'
import { nodeForm, visibleSchema } from './form-schema'

function formOf(type: string) {
  return nodeForm(library[type] as NodeDefinition)
}

describe('the form of a node', () => {
  it('draws durations and conditions as a whole, without looking inside', () => {
    expect(formOf('await-ack').uiSchema.window).toEqual({ 'ui:field': 'duration' })
    expect(formOf('await-ack').schema.properties?.window).not.toHaveProperty('properties')
    expect(formOf('branch').uiSchema.condition).toEqual({ 'ui:field': 'condition' })
    expect(JSON.stringify(formOf('branch').schema)).not.toContain('$ref')
  })

  it('offers what the workspace has for teams, queues and rotas', () => {
    expect(formOf('route').uiSchema.team).toEqual({ 'ui:widget': 'team' })
    expect(formOf('queue').uiSchema.queue).toEqual({ 'ui:widget': 'queue' })
    expect(formOf('on-call').uiSchema.rota).toEqual({ 'ui:widget': 'rota' })
  })

  it('says the choices in words, and several as a list of choices', () => {
    expect(formOf('end').uiSchema.reason?.['ui:enumNames']).toContain('Somebody has it')
    expect(formOf('notify').uiSchema.channels).toMatchObject({ 'ui:field': 'choices', 'ui:enumNames': ['Desktop', 'E-mail', 'Webhook', 'Slack'] })
  })

  it('finds widgets inside lists', () => {
    expect(formOf('set').uiSchema.values?.items).toMatchObject({ value: { 'ui:widget': 'template-line' } })
    expect(formOf('update-record').uiSchema.changes?.items?.field?.['ui:enumNames']).toContain('Territory')
  })

  it('folds what is advanced', () => {
    expect(formOf('route').advanced).toEqual(['weights', 'skills', 'languages', 'hours', 'leastRoom', 'reports', 'staleAfter', 'warmUpDays'])
    expect(formOf('notify').advanced).toEqual(['linkFor'])
  })

  it.each(Object.values(library))('has a form for $type', (definition) => {
    expect(nodeForm(definition).schema.type).toBe('object')
  })
})

describe('fields that depend on others', () => {
  it('are left out while they make no sense, and come with the choice', () => {
    const form = nodeForm(library.wait as NodeDefinition)
    expect(Object.keys(visibleSchema(form, {}).properties ?? {})).toEqual(['kind', 'duration'])
    expect(Object.keys(visibleSchema(form, { kind: 'time-of-day' }).properties ?? {})).toEqual(['kind', 'time', 'zone'])
  })
})

describe('what new kinds of fields need', () => {
  it('lists of ways keep an inner name out of sight, and can be put in order', () => {
    const { ways } = formOf('switch').uiSchema
    expect(ways).toMatchObject({ 'ui:field': 'ways', 'ui:options': { orderable: true }, items: { id: { 'ui:widget': 'hidden' }, condition: { 'ui:field': 'condition' } } })
    expect(formOf('update-record').uiSchema.changes?.['ui:options']).toEqual({ orderable: false })
  })

  it('conditions within lists are drawn as a whole too', () => {
    expect(JSON.stringify(formOf('switch').schema)).not.toContain('$ref')
    expect(formOf('switch').schema).toHaveProperty('properties.ways.items.properties.condition')
    expect(formOf('switch').schema).not.toHaveProperty('properties.ways.items.properties.condition.properties')
  })

  it.each([['sub-flow', 'flow', 'ui:widget', 'flow'], ['approval', 'people', 'ui:field', 'people'], ['http-request', 'connection', 'ui:widget', 'connection'], ['wait', 'dateField', 'ui:widget', 'date-field'], ['for-each', 'list', 'ui:widget', 'list-field'], ['schedule-trigger', 'schedule', 'ui:field', 'schedule'], ['event-trigger', 'event', 'ui:widget', 'event-type']])('%s: %s', (type, param, kind, name) => {
    expect(formOf(type).uiSchema[param]?.[kind]).toBe(name)
  })

  it('a field may be shown for several choices, and only where all that it depends on fit', () => {
    const form = nodeForm(library.wait as NodeDefinition)
    const shown = (params: Record<string, unknown>) => Object.keys(visibleSchema(form, params).properties ?? {})
    expect(shown({ kind: 'date-field' })).toEqual(['kind', 'dateField', 'offset', 'zone'])
    expect(shown({ kind: 'date-field', offset: 'before' })).toEqual(['kind', 'dateField', 'offset', 'by', 'zone'])
    expect(shown({ kind: 'business-time', business: 'opening' })).toEqual(['kind', 'business'])
  })
})
