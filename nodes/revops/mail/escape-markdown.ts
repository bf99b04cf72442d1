/** A value as it is, within Markdown: nothing in it is read as a sign. Whoever fills in a form must not be able to put a link into our mails. */
export function escapeMarkdown(value: string): string {
  return value.replace(/[!-/:-@[-`{-~]/g, '\\$&').replace(/\s*\n\s*/g, ' \\\n')
}
