import { eq } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import { foldConsent, isAllowed } from '#nodes/revops/gate/consent'
import { allPreferences, changedPreferences, type Preference } from '#nodes/revops/gate/preferences'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { contacts } from '../db/schema'
import type { SecretBox } from '../secrets/secret-box'
import { readWorkspace } from '../settings/workspace'
import { consentsOf } from './consents-of'
import { outsidePage } from './outside-page'
import { languageOf, outsideWords } from './outside-words'
import { preferencePage } from './preference-page'
import { sayConsent } from './say-consent'
import { readUnsubscribeToken, type UnsubscribeOf } from './unsubscribe-token'

interface UnsubscribeDeps {
  db: Database
  writer: Writer
  box: SecretBox
  now(): number
}

type Change = Preference & { isYes: boolean }

/** The form with everything ticked has a tenth of it. */
const maxBodyBytes = 16_384

/**
 * Where a person outside says which messages they want, by the link in one and without signing in. Looking changes nothing: programs that check links follow them. A POST
 * is enough for mail programs that say no at one click (RFC 8058); saying the same again changes nothing.
 */
export function createUnsubscribeRoutes({ db, writer, box, now }: UnsubscribeDeps) {
  const isKnown = ({ contactId }: UnsubscribeOf) => db.select({ id: contacts.id }).from(contacts).where(eq(contacts.id, contactId)).get() !== undefined

  async function say({ contactId, ...link }: UnsubscribeOf, changes: Change[]): Promise<void> {
    const at = now()
    await writer.write((tx) => {
      const before = consentsOf(tx, contactId)
      for (const { channel, purpose, isYes } of changes) {
        // A yes is needed only where a no stands, or nothing that would do; a no always says more than silence.
        if (isYes ? isAllowed(before, channel, purpose) : foldConsent(before, channel, purpose).state === 'withdrawn') continue
        sayConsent(tx, { contactId, channel, purpose, state: isYes ? 'granted' : 'withdrawn', at, source: 'Link in a message', evidence: { link: { ...link } }, actor: { kind: 'system', id: 'unsubscribe' } }, at)
      }
    })
  }

  function show(c: Context, of: UnsubscribeOf, { isSaved = false } = {}) {
    const said = consentsOf(db, of.contactId)
    return c.html(preferencePage({ of, company: readWorkspace(db).name, language: languageOf(c), isYes: (channel, purpose) => isAllowed(said, channel, purpose), isSaved }))
  }

  /** Whose link it is, or the page that says what is wrong with it. */
  function read(c: Context): UnsubscribeOf | Response | Promise<Response> {
    const of = readUnsubscribeToken(box, c.req.param('token') ?? '')
    if (!of) return refuse(c, 'notComplete', 404)
    return isKnown(of) ? of : refuse(c, 'old', 410)
  }

  return new Hono()
    .use('/u/*', async (c, next) => {
      c.header('Cache-Control', 'no-store')
      await next()
    })
    .get('/u/:token', async (c) => {
      const of = await read(c)
      return of instanceof Response ? of : show(c, of)
    })
    .post('/u/:token', bodyLimit({ maxSize: maxBodyBytes, onError: (c) => refuse(c, 'tooLarge', 413) }), async (c) => {
      const of = await read(c)
      if (of instanceof Response) return of
      const form = await c.req.parseBody({ all: true }).catch(() => ({}) as Record<string, unknown>)
      await say(of, changesIn(form, of))
      return show(c, of, { isSaved: form.say === 'these' })
    })
}

/** What a form says. One that says nothing is the one click of a mail program, or a no. */
function changesIn(form: Record<string, unknown>, { channel, purpose }: UnsubscribeOf): Change[] {
  if (form.say === 'nothing') return allPreferences.map((preference) => ({ ...preference, isYes: false }))
  if (form.say !== 'these') return [{ channel, purpose, isYes: form.say === 'yes' }]
  const shown = new Map(texts(form.shown).flatMap((text): [string, boolean][] => {
    const [, word, state] = /^(.+)\.(yes|no)$/.exec(text) ?? []
    return word === undefined ? [] : [[word, state === 'yes']]
  }))
  return changedPreferences(shown, new Set(texts(form.want)))
}

function texts(value: unknown): string[] {
  return [value].flat().filter((each): each is string => typeof each === 'string')
}

function refuse(c: Context, why: 'notComplete' | 'old' | 'tooLarge', status: 404 | 410 | 413) {
  const language = languageOf(c)
  const words = outsideWords[language]
  return c.html(outsidePage({ title: words[why], body: html`<p>${words[`${why}Help`]}</p>`, language }), status)
}
