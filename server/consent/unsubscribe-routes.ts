import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { contactChannels, type Purpose, purposes } from '#nodes/revops/gate/channels'
import { foldConsent } from '#nodes/revops/gate/consent'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { contacts } from '../db/schema'
import type { SecretBox } from '../secrets/secret-box'
import { readWorkspace } from '../settings/workspace'
import { consentsOf } from './consents-of'
import { sayConsent } from './say-consent'
import { readUnsubscribeToken, type UnsubscribeOf } from './unsubscribe-token'

interface UnsubscribeDeps {
  db: Database
  writer: Writer
  box: SecretBox
  now(): number
}

const allPurposes = Object.keys(purposes) as Purpose[]

/**
 * Where a person outside says no, and yes again, by the link in a message and without signing in. Looking changes nothing: programs that check links follow them. A POST is
 * enough for mail programs that say no at one click (RFC 8058); saying the same again changes nothing.
 */
export function createUnsubscribeRoutes({ db, writer, box, now }: UnsubscribeDeps) {
  function read(token: string): UnsubscribeOf | undefined {
    const of = readUnsubscribeToken(box, token)
    return of && db.select({ id: contacts.id }).from(contacts).where(eq(contacts.id, of.contactId)).get() ? of : undefined
  }
  const isNo = ({ contactId, channel, purpose }: UnsubscribeOf) => foldConsent(consentsOf(db, contactId), channel, purpose).state === 'withdrawn'

  async function say(of: UnsubscribeOf, state: 'granted' | 'withdrawn', which: Purpose[]): Promise<void> {
    const at = now()
    await writer.write((tx) => {
      for (const purpose of which) {
        if (isNo({ ...of, purpose }) === (state === 'withdrawn')) continue
        sayConsent(tx, { contactId: of.contactId, channel: of.channel, purpose, state, at, source: 'Link in a message', actor: { kind: 'system', id: 'unsubscribe' } }, at)
      }
    })
  }

  return new Hono()
    .use('/u/*', async (c, next) => {
      c.header('Cache-Control', 'no-store')
      await next()
    })
    .get('/u/:token', (c) => {
      const of = read(c.req.param('token'))
      return of ? c.html(page(db, of, isNo(of))) : c.html(notFound(), 404)
    })
    .post('/u/:token', async (c) => {
      const of = read(c.req.param('token'))
      if (!of) return c.html(notFound(), 404)
      const { say: said } = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>)
      if (said === 'yes') await say(of, 'granted', [of.purpose])
      else await say(of, 'withdrawn', said === 'nothing' ? allPurposes : [of.purpose])
      return c.html(page(db, of, isNo(of)))
    })
}

function page(db: Database, { channel, purpose }: UnsubscribeOf, isNo: boolean) {
  const what = html`${contactChannels[channel]} about “${purposes[purpose]}”`
  const name = readWorkspace(db).name
  return frame(
    isNo ? 'You get no more of these' : 'Which messages do you want?',
    isNo
      ? html`<p>${name} sends you no more: ${what}. This holds from this moment on.</p>
          <form method="post"><button name="say" value="yes">Send them again</button></form>`
      : html`<p>${name} sends you: ${what}.</p>
          <form method="post"><button name="say" value="no">No more of these</button><button class="second" name="say" value="nothing">No ${contactChannels[channel]} at all</button></form>`,
  )
}

function notFound() {
  return frame('This link is not complete', html`<p>Open it from the message again. If that does not help, answer the message and say that you want no more.</p>`)
}

function frame(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><meta name="robots" content="noindex" />
        <title>${title}</title>
        <style>
          :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
          body { margin: 0; display: grid; place-items: center; min-height: 100vh; background: light-dark(#f7f7f8, #141518); color: light-dark(#1c1d21, #ececf0); }
          main { max-width: 26rem; margin: 1rem; padding: 1.5rem; border: 1px solid light-dark(#dedfe3, #33353c); border-radius: 8px; background: light-dark(#fff, #1c1d21); }
          h1 { font-size: 1.15rem; margin: 0 0 .5rem; }
          p { margin: 0 0 1rem; }
          button { font: inherit; min-height: 44px; padding: 0 1rem; margin: 0 .5rem .5rem 0; border-radius: 6px; border: 1px solid transparent; background: light-dark(#2f5bd8, #7d9dff); color: light-dark(#fff, #10131f); cursor: pointer; }
          button.second { background: transparent; color: inherit; border-color: light-dark(#b9bbc3, #565963); }
          button:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
        </style>
      </head>
      <body><main><h1>${title}</h1>${body}</main></body>
    </html>`
}
