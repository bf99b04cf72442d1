import { html } from 'hono/html'
import type { Language } from './outside-words'

/** A page for people outside: a heading and what is said below it, without script, light and dark. */
export function outsidePage({ title, body, language }: { title: string; body: ReturnType<typeof html>; language: Language }) {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><meta name="robots" content="noindex" />
        <title>${title}</title>
        <style>
          :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
          body { margin: 0; display: grid; place-items: center; min-height: 100vh; background: light-dark(#f7f7f8, #141518); color: light-dark(#1c1d21, #ececf0); }
          main { box-sizing: border-box; width: calc(100% - 2rem); max-width: 28rem; margin: 1rem; padding: 1.5rem; border: 1px solid light-dark(#dedfe3, #33353c); border-radius: 8px; background: light-dark(#fff, #1c1d21); overflow-wrap: anywhere; }
          h1 { font-size: 1.15rem; margin: 0 0 .5rem; }
          h2 { font-size: 1rem; margin: 0 0 .25rem; }
          p { margin: 0 0 1rem; }
          .help { color: light-dark(#5b5e68, #a5a8b2); font-size: .9rem; }
          .saved { padding: .5rem .75rem; border-radius: 6px; background: light-dark(#e7f5ec, #17301f); }
          .part { margin-top: 1.5rem; padding-top: 1.25rem; border-top: 1px solid light-dark(#dedfe3, #33353c); }
          fieldset { margin: 0 0 .75rem; padding: 0; border: 0; display: flex; flex-wrap: wrap; column-gap: 1.25rem; }
          legend { padding: 0; font-weight: 600; }
          label { display: flex; align-items: center; gap: .5rem; min-height: 44px; cursor: pointer; }
          input { width: 1.25rem; height: 1.25rem; margin: 0; accent-color: light-dark(#2f5bd8, #7d9dff); }
          button { font: inherit; min-height: 44px; padding: 0 1rem; margin: 0 .5rem .5rem 0; border-radius: 6px; border: 1px solid transparent; background: light-dark(#2f5bd8, #7d9dff); color: light-dark(#fff, #10131f); cursor: pointer; }
          button.second { background: transparent; color: inherit; border-color: light-dark(#8d909b, #767a86); }
          button:focus-visible, input:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
        </style>
      </head>
      <body><main><h1>${title}</h1>${body}</main></body>
    </html>`
}
