/** How somebody says no to text messages; the word is the one that networks and providers know as well. */
const stopHint = 'Reply STOP to stop.'

/** The text of the first message to somebody, which must say how to say no; one that says so itself stays as it is. */
export function withStopHint(text: string): string {
  return /\bSTOP\b/.test(text) ? text : `${text}\n${stopHint}`
}
