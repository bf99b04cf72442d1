import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Ellipsis, Play } from 'lucide-react'
import { useState } from 'react'
import { type Difference, type Example, examplesQuery, type Outcome, type Scenario, trying } from '../api/trying'
import { useOpenFlow } from '../canvas/open-flow-context'
import { useFlowStore } from '../canvas/store/flow-context'
import { Menu } from '../parts/Menu'
import { sayError, useToasts } from '../parts/toasts'
import { t } from '../words/t'
import { VerdictIcon } from './CaseList'
import { RenameSheet } from './RenameSheet'
import { useLabelOf } from './use-label-of'
import { differenceWords, verdictOf } from './verdict'

interface Props {
  example: Example
  line: { outcome: Outcome; differences: Difference[] } | undefined
  isBlocked: boolean
  onTry?(scenario: Scenario): void
  /** What is expected has changed: an earlier comparison says nothing any more. */
  onAccepted(): void
}

/** A saved example: whether it came out as expected, or where it did not; to be tried, renamed, deleted, or taken as right. */
export function ExampleRow({ example, line, isBlocked, onTry, onAccepted }: Props) {
  const { id: flowId } = useOpenFlow()
  const store = useFlowStore()
  const client = useQueryClient()
  const labelOf = useLabelOf()
  const [isRenaming, setRenaming] = useState(false)
  const refresh = () => client.invalidateQueries({ queryKey: examplesQuery(flowId).queryKey })
  const accept = useMutation({
    mutationFn: () => trying.accept(example.id, store.getState().document),
    onSuccess: async () => {
      await refresh()
      onAccepted()
      useToasts.getState().say(t('“{name}” is expected to come out like this from now on.', { name: example.name }))
    },
    onError: sayError,
  })
  const remove = useMutation({ mutationFn: () => trying.remove(example.id), onSuccess: refresh, onError: sayError })
  const isRed = line !== undefined && line.differences.length > 0
  return (
    <li className="case">
      <VerdictIcon tone={line && (isRed ? 'bad' : 'ok')} />
      <span className="case-words">
        <b>{example.name}</b>
        {line && !isRed && <span>{t('As expected: {words}', { words: verdictOf(line.outcome, labelOf).words })}</span>}
      </span>
      <span className="flex gap-1">
        {isRed && (
          <button type="button" className="btn xs" disabled={accept.isPending} onClick={() => accept.mutate()}>{accept.isPending ? t('Running it') : t('This is right now')}</button>
        )}
        <Menu
          label={t('Rename or delete “{name}”', { name: example.name })}
          className="btn icon xs plain"
          button={<Ellipsis aria-hidden="true" />}
          items={[
            { key: 'rename', words: t('Rename'), onChoose: () => setRenaming(true) },
            { key: 'delete', words: t('Delete'), onChoose: () => remove.mutate() },
          ]}
        />
        {onTry && (
          <button type="button" className="btn icon xs plain" disabled={isBlocked} aria-label={t('Try “{name}”', { name: example.name })} title={t('Try “{name}”', { name: example.name })} onClick={() => onTry(example.scenario)}>
            <Play aria-hidden="true" />
          </button>
        )}
      </span>
      {isRed && <span className="differences">{differenceWords(line.differences, labelOf).map((words) => <span key={words}>{words}</span>)}</span>}
      {isRenaming && <RenameSheet example={example} onClose={() => setRenaming(false)} onRenamed={refresh} />}
    </li>
  )
}
