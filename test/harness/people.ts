import { setTimeout as sleep } from 'node:timers/promises'
import type { Person } from './create-workspace'
import type { Random } from './random'
import type { RecordedMail } from './receivers/smtp-receiver'
import type { Stack } from './start-stack'

/** One press of "I have it", and what the page said then. */
export interface Press {
  personId: string
  /** The offer's id, which stands in the link. */
  assignmentId: string
  state: string
  at: number
}

/** One try to take a lead out of the queue. */
export interface Claim {
  workItemId: string
  repId: string
  won: boolean
}

export interface PeopleOptions {
  url: string
  people: Person[]
  mails(): RecordedMail[]
  random: Random
  /** How long reps have; an answer comes anywhere from at once to a fifth after it. */
  windowMs: number
  /** How likely a mail with a link is answered. */
  answers: number
  /** How likely an entry of the queue is claimed by watchers (by two at once); without a session none is. */
  claims?: { cookie: string; likely: number }
}

export interface People {
  presses(): Press[]
  claims(): Claim[]
  /** From now on this person answers nothing more, not even when everybody else does. */
  fallSilent(personId: string): void
  /** From now on everybody answers everything within half a second. */
  answerEverything(): void
  /** No new answers; resolves when those under way are done. */
  stop(): Promise<void>
}

const lookEveryMs = 40
const claimEveryMs = 400
const pressAgainMs = 250
const patienceMs = 60_000

/** Reps, watchers and whoever is on call, as the outside sees them: they get mail and press the link in it, or do not. */
export function startPeople({ url, people, mails, random, windowMs, answers, claims }: PeopleOptions): People {
  const presses: Press[] = []
  const claimed: Claim[] = []
  const seenItems = new Set<string>()
  const underWay = new Set<Promise<void>>()
  const chances = random.fork('chances')
  const silent = new Set<string>()
  let likely = answers
  let isEager = false
  let isStopped = false
  let readUpTo = 0

  function begin(work: Promise<void>): void {
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }

  function readMail(): void {
    const all = mails()
    for (const mail of all.slice(readUpTo)) {
      const token = /\/a\/(\S+)/.exec(mail.text)?.[1]
      const person = people.find((each) => each.email === mail.to)
      if (!token || !person) continue
      // Always drawn, so that what one rep does not answer leaves the others' times as they were.
      const [delayMs, isAnswered, isTwice] = [chances.next() * windowMs * 1.2, chances.next(), chances.isTrue(0.2)]
      if (isAnswered >= likely || silent.has(person.id)) continue
      begin(press(person, token, isEager ? delayMs % 500 : delayMs))
      if (isTwice) begin(press(person, token, isEager ? delayMs % 500 : delayMs + 10))
    }
    readUpTo = all.length
  }

  async function press(person: Person, token: string, afterMs: number): Promise<void> {
    await sleep(afterMs)
    const giveUpAt = Date.now() + patienceMs
    while (Date.now() < giveUpAt && !isStopped) {
      const answer = await post(`/api/acks/${token}`, { answer: 'have-it' })
      // A server that is killed in the middle of its answer has said nothing.
      const said = answer?.status === 200 ? ((await answer.json().catch(() => undefined)) as { state: string } | undefined) : undefined
      if (said) {
        presses.push({ personId: person.id, assignmentId: token.split('.')[0] ?? '', state: said.state, at: Date.now() })
        return
      }
      await sleep(pressAgainMs)
    }
  }

  async function watchQueue(session: { cookie: string; likely: number }): Promise<void> {
    const watchers = people.filter((each) => each.role === 'watcher')
    const own = random.fork('claims')
    while (!isStopped) {
      const answer = await fetch(`${url}/api/work`, { headers: { cookie: session.cookie }, signal: AbortSignal.timeout(3_000) }).catch(() => undefined)
      const { items = [] } = answer?.ok ? ((await answer.json().catch(() => ({}))) as { items?: { id: string; kind: string; canClaim: boolean }[] }) : {}
      for (const item of items) {
        if (item.kind === 'approval' && !seenItems.has(item.id)) {
          seenItems.add(item.id)
          // Some are left to their time; the same answer twice is one.
          if (own.isTrue(0.7)) await Promise.all([1, 2].map(() => post(`/api/work/${item.id}/approve`, { answer: own.isTrue(0.8) ? 'approve' : 'reject' }, { cookie: session.cookie })))
        }
        if (!item.canClaim || (seenItems.has(item.id) && !isEager)) continue
        seenItems.add(item.id)
        const isWanted = own.isTrue(session.likely)
        // Two at once: only one of them may get it.
        if (isWanted || isEager) await Promise.all(own.shuffle(watchers).slice(0, 2).map((watcher) => claim(session.cookie, item.id, watcher.id)))
      }
      await sleep(claimEveryMs)
    }
  }

  async function claim(cookie: string, workItemId: string, repId: string): Promise<void> {
    const answer = await post(`/api/work/${workItemId}/claim`, { repId }, { cookie })
    // No answer: it may have been taken. The database says which.
    if (answer) claimed.push({ workItemId, repId, won: answer.ok })
  }

  function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response | undefined> {
    return fetch(url + path, {
      method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body), signal: AbortSignal.timeout(5_000),
    }).catch(() => undefined)
  }

  const looking = setInterval(readMail, lookEveryMs)
  if (claims) begin(watchQueue(claims))
  return {
    presses: () => [...presses],
    claims: () => [...claimed],
    fallSilent: (personId) => void silent.add(personId),
    answerEverything() {
      likely = 1
      isEager = true
    },
    async stop() {
      isStopped = true
      clearInterval(looking)
      await Promise.allSettled(underWay)
    },
  }
}

/** Signs in by the owner's one-time link; gives the cookie. */
export async function signInAsOwner(stack: Stack): Promise<string> {
  const answer = await fetch(await stack.untilOwnersLink(), { redirect: 'manual' })
  const cookie = answer.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ')
  if (cookie === '') throw new Error(`test.signInAsOwner: the link gave no session (${answer.status})`)
  return cookie
}
