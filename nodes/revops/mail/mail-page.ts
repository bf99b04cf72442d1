import { escapeHtml } from './markdown-mail'

const style = `
:root { color-scheme: light dark; }
body { margin: 0; padding: 24px 16px; font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; color: #1c1d21; background: #fff; }
main { max-width: 600px; margin: 0 auto; overflow-wrap: anywhere; }
p, ul, ol, blockquote, pre, table { margin: 0 0 16px; }
h1, h2, h3 { margin: 24px 0 8px; line-height: 1.3; font-size: 18px; }
h1 { font-size: 22px; }
main > :first-child { margin-top: 0; }
a { color: #1a4fbf; }
blockquote { margin-left: 0; padding-left: 12px; border-left: 3px solid #c9ccd4; }
pre { white-space: pre-wrap; }
table { border-collapse: collapse; }
th, td { padding: 4px 12px 4px 0; text-align: left; border-bottom: 1px solid #dedfe3; }
footer { margin-top: 32px; padding-top: 12px; border-top: 1px solid #dedfe3; font-size: 13px; color: #5b5e68; }
footer a { color: inherit; }
@media (prefers-color-scheme: dark) {
  body { color: #ececf0; background: #17181b; }
  a { color: #8fb0ff; }
  th, td, footer, blockquote { border-color: #3a3d45; }
  footer { color: #a5a8b2; }
}`

/** An e-mail as mail programs show it, with the line below it by which its reader says no. `body` is HTML that was made here. */
export function mailPage({ title, body, unsubscribe }: { title: string; body: string; unsubscribe?: string }): string {
  const foot = unsubscribe === undefined ? '' : `<footer><a href="${escapeHtml(unsubscribe)}">No more of these</a></footer>`
  return `<!doctype html>
<html>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main>${body}${foot}</main></body>
</html>
`
}
