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
    expect(formOf('route').advanced).toEqual(['weights'])
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
