import type { Message } from '../api/messages'
import { effectWords } from '../runs/run-words'

export function MessageStateChip({ state }: Pick<Message, 'state'>) {
  const { words, tone } = effectWords[state]
  return <span className={`chip flat ${tone}`}>{words}</span>
}
