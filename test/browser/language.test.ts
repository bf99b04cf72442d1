import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../harness/until'
import { look } from './look'
import { openSignedIn, type SignedIn } from './open-signed-in'
import { signInAs } from './sign-in-as'

/* Every page in the second language, chosen in the account menu as people do. With WATERTIGHT_SHOTS=FOLDER each page leaves a picture. */

let signedIn: SignedIn

beforeAll(async () => {
  signedIn = await openSignedIn()
  await signedIn.stack.untilWorkerIsReady()
})

afterAll(() => signedIn?.stop())

const get = <T>(path: string): Promise<T> => signedIn.browser.page.evaluate((url) => fetch(url).then((answer) => answer.json()), path) as Promise<T>

it('the language is changed in the account menu, and the page says which it is', async () => {
  const { page } = signedIn.browser
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en')
  await page.getByTitle('look, language and sign out').click()
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click()
  await page.getByRole('heading', { name: 'Abläufe', exact: true }).waitFor()
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('de')
})

it('every page speaks German', { timeout: 240_000 }, async () => {
  const { page } = signedIn.browser
  const { url } = signedIn.stack
  const { rows } = await until('a run', 120_000, async () => {
    const found = await get<{ rows: { id: string; flow: { id: string } }[] }>('/api/runs')
    return found.rows.length > 0 && found
  })
  const run = rows.at(-1)
  const { rotas } = await get<{ rotas: { id: string }[] }>('/api/rotas')
  const { queues } = await get<{ queues: { id: string }[] }>('/api/queues')
  const { leads } = await get<{ leads: { id: string }[] }>('/api/leads')
  const { contactId } = await get<{ contactId: string }>(`/api/contact-gate/leads/${leads.at(-1)?.id}`)
  const pages: { name: string; path: string; says: string[] }[] = [
    { name: 'flows', path: '/flows', says: ['Abläufe', 'Gelöscht', 'Neuer Ablauf'] },
    { name: 'deleted', path: '/flows/deleted', says: ['Kein Ablauf wurde gelöscht'] },
    { name: 'templates', path: '/templates', says: ['Jede Vorlage schließt eine Lücke', 'Leer beginnen'] },
    { name: 'template', path: '/templates/fallback-routing', says: ['Was sie tut', 'Was sie braucht'] },
    { name: 'setup', path: '/templates/fallback-routing/setup', says: ['Rest wie empfohlen', 'Weiter'] },
    { name: 'runs', path: '/runs', says: ['Läufe', 'Wo er steht', 'das Dringendste zuerst'] },
    { name: 'run', path: `/runs/${run?.id}`, says: ['Genommener Weg', 'Zeitverlauf', 'Warum so', 'Was hereinkam'] },
    { name: 'work', path: '/work', says: ['Aufgaben'] },
    { name: 'records', path: '/records', says: ['Datensätze', 'Eingang', 'neueste zuerst', 'Alle Leads', 'Frist vorbei', 'Spalten'] },
    { name: 'lead', path: `/records/leads/${leads.at(-1)?.id}`, says: ['Was geschah', 'Durch Abläufe', 'Der Lead kam von', 'Wer ihn bekam'] },
    { name: 'contact', path: `/records/contacts/${contactId}`, says: ['Eine Anfrage', 'Für sie unterwegs', 'Bekannt seit'] },
    { name: 'roster', path: '/records/reps', says: ['Leads jetzt', 'Anwesenheit', 'Bekommt Leads'] },
    { name: 'on-call', path: '/records/on-call', says: ['Bereitschaft', 'Jetzt im Dienst', 'Immer jemand'] },
    { name: 'rota', path: `/records/on-call/${rotas[0]?.id}`, says: ['Die nächsten Wochen', 'Ebene 1', 'Je eine Woche', 'Vertretung eintragen'] },
    { name: 'queues', path: '/records/queues', says: ['Warteschlangen', 'Beobachtet von', 'Nur eine Person'] },
    { name: 'queue', path: `/records/queues/${queues[0]?.id}`, says: ['Angeboten an', 'sobald dort jemand Platz hat', 'Beobachter wählen'] },
    { name: 'assignments', path: '/records/assignments', says: ['Zuteilungen', 'Was daraus wurde', 'Was wäre wenn'] },
    { name: 'what-if', path: '/records/assignments/what-if', says: ['Wie bei der neuesten Zuteilung', 'Wie es gewesen wäre'] },
    { name: 'sources', path: '/records/sources', says: ['Quellen', 'Wohin sie gehen', 'Standardpool'] },
    { name: 'territories', path: '/records/territories', says: ['Gebiete', 'Noch kein Gebiet'] },
    { name: 'imports', path: '/records/imports', says: ['Noch wurde nichts importiert'] },
    { name: 'import', path: '/records/import', says: ['CSV-Datei hier ablegen', 'Spalten zuordnen'] },
    { name: 'mailbox', path: '/mailbox', says: ['Postfach'] },
    { name: 'conflicts', path: '/records/messages/conflicts', says: ['Konflikte', 'Noch kein Konflikt'] },
    { name: 'gate-rules', path: '/records/messages/rules', says: ['Zu welchen Stunden', 'Wie oft', 'Wie weit auseinander'] },
    { name: 'do-not-contact', path: '/records/messages/do-not-contact', says: ['Niemand steht auf der Liste'] },
    { name: 'message-templates', path: '/records/messages/templates', says: ['Noch keine Nachrichtenvorlage'] },
    { name: 'messages', path: '/records/messages', says: ['Nachrichten', 'Noch wurde niemandem geschrieben'] },
    { name: 'status', path: '/status', says: ['Eingang', 'Speicher', 'Datenordner'] },
    { name: 'settings', path: '/settings', says: ['Personen mit Zugang', 'Rolle', 'Wie das System'] },
    { name: 'channels', path: '/settings/channels', says: ['Kanäle', 'Geht über', 'Ein Mensch klärt es'] },
    { name: 'none', path: '/nowhere', says: ['Diese Seite gibt es nicht'] },
  ]
  const silent: string[] = []
  for (const { name, path, says } of pages) {
    await page.goto(`${url}${path}`)
    for (const words of says) await page.getByText(words).filter({ visible: true }).first().waitFor({ timeout: 20_000 }).catch(() => silent.push(`${path}: ${words}`))
    await expect.poll(() => page.locator('html').getAttribute('lang'), { message: path }).toBe('de')
    await look(page, `german-${name}`, ['light', 'dark'])
  }
  expect(silent).toEqual([])
})

it('who is not signed in is asked in German too', async () => {
  const { context } = signedIn.browser
  const cookies = await context.cookies()
  const { page } = signedIn.browser
  await signInAs(signedIn.browser, `${signedIn.stack.url}/sign-in`)
  await page.getByRole('button', { name: 'Anmelden' }).waitFor()
  await look(page, 'german-sign-in')
  await page.getByLabel('E-Mail').fill('nobody@example.com')
  await page.getByLabel('Passwort').fill('not the password')
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByText('E-Mail und Passwort passen nicht zusammen.').waitFor()
  await context.addCookies(cookies)
})

it('and back to English', async () => {
  const { page } = signedIn.browser
  await page.goto(`${signedIn.stack.url}/work`)
  await page.getByTitle('Aussehen, Sprache und Abmelden').click()
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Work', exact: true }).waitFor()
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en')
})
