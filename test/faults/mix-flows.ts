import type { FlowDocument } from '#engine/graph/flow'
import { buildFlow, seconds, startedBy, when } from '../conformance/build-flow'

/** A flow that only another starts: it changes the lead, waits, and ends. */
export function subFlow(): FlowDocument {
  const flow = buildFlow(
    { mark: ['set', { values: [{ name: 'word', value: 'sub {{ lead.name }}' }] }], nap: ['wait', { duration: seconds(1) }], change: ['update-record', { changes: [{ field: 'lead.industry', value: '{{ vars.word }}' }] }], done: ['end', {}] },
    { 'mark.next': 'nap', 'nap.done': 'change', 'change.done': 'done' },
  )
  return { ...startedBy('manual-trigger', flow), name: 'Sub' }
}

/**
 * Every op at once, for each lead beside its routing: a fork of three branches (a list with a call of the outside for each entry; a
 * sub-flow; a loop that waits for events), their join, an approval, a switch, a wait, a note.
 */
export function mixFlow(ids: { sub: string; watchers: string[]; url: string }): FlowDocument {
  return {
    ...buildFlow(
      {
        split: ['fork', { ways: ['calls', 'runs', 'hears'].map((id) => ({ id, name: id })) }],
        entries: ['for-each', { over: 'lines', lines: 'one\ntwo' }],
        call: ['http-request', { method: 'POST', url: `${ids.url}/mix/{{ lead.email | url_encode }}/{{ item.value }}`, body: '{"lead": {{ lead.email | json }}, "round": {{ item.number }} }' }],
        sub: ['sub-flow', { flow: ids.sub, limit: seconds(60) }],
        rounds: ['repeat', { times: 2 }],
        hear: ['await-event', { events: [{ id: 'pinged', type: 'mix.ping', field: '', equals: '' }], window: seconds(4) }],
        meet: ['join', {}],
        may: ['approval', { who: 'people', people: ids.watchers, need: 'one', window: seconds(4), title: 'May {{ lead.name }}?' }],
        sort: ['switch', { ways: [{ id: 'big', name: 'Big', ...when('lead.amount', '>', 20_000) }] }],
        nap: ['wait', { duration: seconds(1) }],
        note: ['add-note', { text: 'Seen {{ lead.name }}' }],
        look: ['branch', when('lead.industry', 'beginsWith', 'sub')],
        keep: ['set', { values: [{ name: 'end', value: 'yes' }] }],
        done: ['end', { reason: 'completed' }],
        odd: ['end', { reason: 'rejected' }],
      },
      {
        'split.calls': 'entries', 'split.runs': 'sub', 'split.hears': 'rounds', 'entries.each': 'call', 'call.done': 'entries', 'call.refused': 'entries', 'call.failed': 'entries', 'entries.done': 'meet',
        'sub.done': 'meet', 'sub.failed': 'odd', 'sub.timedOut': 'odd', 'rounds.each': 'hear', 'hear.pinged': 'rounds', 'hear.timedOut': 'rounds', 'rounds.done': 'meet', 'meet.done': 'may', 'meet.incomplete': 'odd',
        'may.approved': 'sort', 'may.rejected': 'nap', 'may.timedOut': 'nap', 'sort.big': 'note', 'sort.otherwise': 'nap', 'nap.done': 'note', 'note.added': 'look', 'look.yes': 'keep', 'look.no': 'odd', 'keep.next': 'done',
      },
    ),
    name: 'Mix',
  }
}
