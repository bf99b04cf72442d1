/** What networks take as a no and as a yes; nothing else may stand beside it. */
const no = new Set(['STOP', 'STOPP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT'])
const start = new Set(['START', 'UNSTOP'])

/**
 * What an arriving text message says about being written to. `yes`: only lifts a no that was said before, since it may just as well be the answer to a question.
 * Undefined: nothing; it is a reply.
 */
export function smsKeyword(text: string): 'stop' | 'start' | 'yes' | undefined {
  const word = text.trim().replace(/[.!]+$/, '').toUpperCase()
  if (no.has(word)) return 'stop'
  if (start.has(word)) return 'start'
  return word === 'YES' ? 'yes' : undefined
}
