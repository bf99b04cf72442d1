import { describe, expect, it } from 'vitest'
import { findTextProblems } from './text-problems'

const marked = (text: string, known?: string[]) => findTextProblems(text, known && new Set(known)).map(({ from, to, message }) => [text.slice(from, to), message])

describe('what is wrong with a text, and where', () => {
  it.each([
    ['Hi {{ lead.name', '{{ lead.name', '“{{ lead.name” is not closed with }}.'],
    ['Hi {% if lead.name %} you', '{% if lead.name %}', '“{% if lead.name %}” has no end. Write {% endif %} where it is over.'],
    ['{{ lead.name | shout }}', '{{ lead.name | shout }}', 'there is no filter “shout”.'],
    ['a\n{% shout %}', '{% shout %}', 'there is no tag “shout”.'],
    ['a {% endif %}', '{% endif %}', '“endif” ends something that has not begun.'],
  ])('%j', (text, where, message) => {
    expect(marked(text)).toEqual([[where, `This text cannot be read: ${message}`]])
  })

  it('a field that does not exist is marked itself, on whichever line', () => {
    expect(marked('Hi {{ lead.name }}\n{{ lead.nmae | upcase }} {% if contact.nope == 1 %}x{% endif %}')).toEqual([
      ['lead.nmae', 'There is no field “lead.nmae”.'],
      ['contact.nope', 'There is no field “contact.nope”.'],
    ])
  })

  it('takes what came with the lead, values, outputs and names of its own on trust', () => {
    expect(marked('{% assign q = lead.name %}{{ q }}{% for s in lead.skills %}{{ s }}{% endfor %}{{ vars.x }} {{ outputs.a.b[0].c }} {{ lead.more.orderId }} {{ event.id }}')).toEqual([])
  })

  it('says so where values and outputs are not there at this point of the flow', () => {
    const known = ['lead.name', 'vars.seen', 'outputs.call.body']
    expect(marked('{{ vars.seen }} {{ outputs.call.body.id }} {{ lead.more.x }} {{ event.y }}', known)).toEqual([])
    expect(marked('{{ vars.other }} {{ outputs.call.nope }} {{ item.name }} {{ link }}', known).map(([where]) => where)).toEqual(['vars.other', 'outputs.call.nope', 'item.name', 'link'])
  })
})
