import { eq } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import type { Purpose } from '#nodes/revops/gate/channels'
import { openAsks } from '#nodes/revops/gate/consent'
import { consentsOf } from '../consent/consents-of'
import { outsidePage } from '../consent/outside-page'
import { type Language, languageOf, outsideWords } from '../consent/outside-words'
import { sayConsent } from '../consent/say-consent'
import type { Database } from '../db/open-database'
import { confirmations, contacts, sources } from '../db/schema'
import { updateRows } from '../db/write-rows'
import type { Writer } from '../db/writer'
import { remoteAddress } from '../people/client-address'
import type { SecretBox } from '../secrets/secret-box'
import { readWorkspace } from '../settings/workspace'
import { readConfirmationToken } from './confirmation-token'
import { confirmationText, confirmationWords } from './confirmation-words'

interface ConfirmationDeps {
  db: Database
  writer: Writer
  box: SecretBox
  now(): number
}

/** The form has a few words. */
const maxBodyBytes = 4_096

/**
 * Where a person outside confirms that an e-mail address is theirs, by the link in the mail to it and without signing in. Looking confirms nothing: programs that check links follow them.
 * Confirming again changes nothing.
 */
export function createConfirmationRoutes({ db, writer, box, now }: ConfirmationDeps) {
  type Found = NonNullable<ReturnType<typeof find>>
  const find = (id: string) =>
    db
      .select({ id: confirmations.id, contactId: confirmations.contactId, email: confirmations.email, sentAt: confirmations.sentAt, expiresAt: confirmations.expiresAt, confirmedAt: confirmations.confirmedAt, nowEmail: contacts.emailNorm, deletedAt: contacts.deletedAt, source: sources.name })
      .from(confirmations)
      .innerJoin(contacts, eq(contacts.id, confirmations.contactId))
      .leftJoin(sources, eq(sources.id, confirmations.sourceId))
      .where(eq(confirmations.id, id))
      .get()
  const isOld = ({ expiresAt, email, nowEmail, deletedAt }: Found, at: number) => expiresAt === null || expiresAt <= at || email !== nowEmail || deletedAt !== null

  /** Whether there was anything to confirm. */
  async function confirm(c: Context, { id, contactId, sentAt, source }: Found, { seen, language }: { seen: Set<string>; language: Language }): Promise<boolean> {
    const at = now()
    const address = remoteAddress(c.env)
    const textVersion = `${confirmationText}/${language}`
    const evidence = { confirmationId: id, sentAt, confirmedAt: at, ...(address !== undefined && { fromHash: box.sign('confirmed from', address).toString('base64url') }) }
    return writer.write((tx) => {
      const purposes = openAsks(consentsOf(tx, contactId), 'email').filter((purpose) => seen.has(purpose))
      for (const purpose of purposes) sayConsent(tx, { contactId, channel: 'email', purpose, state: 'granted', at, source: `Confirmed by e-mail: ${source ?? 'Unknown'}`, textVersion, evidence, actor: { kind: 'system', id: 'confirmation' } }, at)
      if (purposes.length > 0) updateRows(tx, confirmations, { confirmedAt: at }, { id })
      return purposes.length > 0
    })
  }

  /** The confirmation of the link, or the page that says what is wrong with it. */
  async function read(c: Context): Promise<Found | Response> {
    const id = readConfirmationToken(box, c.req.param('token') ?? '')
    const found = id === undefined ? undefined : find(id)
    if (!found) return say(c, 'notComplete', 404)
    return isOld(found, now()) && found.confirmedAt === null ? say(c, 'old', 410) : found
  }

  return new Hono()
    .use('/y/*', async (c, next) => {
      c.header('Cache-Control', 'no-store')
      await next()
    })
    .get('/y/:token', async (c) => {
      const found = await read(c)
      if (found instanceof Response) return found
      const asked = isOld(found, now()) ? [] : openAsks(consentsOf(db, found.contactId), 'email')
      return asked.length === 0 ? say(c, 'nothing', 200) : c.html(question(asked, { company: readWorkspace(db).name, language: languageOf(c) }))
    })
    .post('/y/:token', bodyLimit({ maxSize: maxBodyBytes, onError: (c) => say(c, 'notComplete', 413) }), async (c) => {
      const found = await read(c)
      if (found instanceof Response) return found
      const language = languageOf(c)
      if (isOld(found, now())) return say(c, 'nothing', 200)
      const form = await c.req.parseBody({ all: true }).catch(() => ({}) as Record<string, unknown>)
      const seen = new Set([form.about].flat().filter((each): each is string => typeof each === 'string'))
      if (!(await confirm(c, found, { seen, language }))) return say(c, 'nothing', 200)
      const words = confirmationWords[language]
      return c.html(outsidePage({ title: words.thanks, body: html`<p>${words.thanksHelp(readWorkspace(db).name)}</p>`, language }))
    })
}

/** The form says what it asked, so that a yes is only to that. */
function question(asked: Purpose[], { company, language }: { company: string; language: Language }) {
  const words = confirmationWords[language]
  const body = html`
    <p>${words.asks(company)}</p>
    <ul>${asked.map((purpose) => html`<li>${outsideWords[language].purposes[purpose]}</li>`)}</ul>
    <form method="post">${asked.map((purpose) => html`<input type="hidden" name="about" value="${purpose}" />`)}<button>${words.confirm}</button></form>
    <p class="help">${words.notYou}</p>`
  return outsidePage({ title: words.title, body, language })
}

function say(c: Context, what: 'notComplete' | 'old' | 'nothing', status: 200 | 404 | 410 | 413) {
  const language = languageOf(c)
  const words = confirmationWords[language]
  return c.html(outsidePage({ title: words[what], body: html`<p>${words[`${what}Help`]}</p>`, language }), status)
}
