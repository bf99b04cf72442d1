import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { companies, contacts } from '../db/schema'
import { openWorkItem } from '../work-items/open-work-item'

/** How long a person has to say whether two are one. */
const lookWithinMs = 2 * 86_400_000

/** An address without what stands after a plus sign before the @: `ada+news@x.example` is `ada@x.example`. Of an address that is none: itself. */
export function baseOfEmail(email: string | null): string | null {
  return email === null ? null : email.replace(/\+[^@]*(?=@)/, '')
}

/**
 * Somebody known under an address that differs only by what stands after a plus sign. `isSame`: the name and the company, or the phone, agree as well; without that nobody can know, since companies
 * give such addresses to several people.
 */
export function createFindAlike(db: Database): (lead: { emailNorm: string | null; phoneNorm: string | null; name: string | null; company: string | null }) => { id: string; isSame: boolean } | undefined {
  const find = db
    .select({ id: contacts.id, name: contacts.name, phoneNorm: contacts.phoneNorm, company: companies.name })
    .from(contacts)
    .leftJoin(companies, eq(companies.id, contacts.companyId))
    .where(and(eq(contacts.emailBase, sql.placeholder('base')), isNull(contacts.deletedAt)))
    .orderBy(asc(contacts.id))
    .limit(1)
    .prepare()
  return ({ emailNorm, phoneNorm, name, company }) => {
    const found = emailNorm === null ? undefined : find.get({ base: baseOfEmail(emailNorm) })
    if (!found) return undefined
    const agree = (one: string | null, other: string | null) => one !== null && other !== null && plain(one) !== '' && plain(one) === plain(other)
    return { id: found.id, isSame: (agree(name, found.name) && agree(company, found.company)) || (phoneNorm !== null && phoneNorm === found.phoneNorm) }
  }
}

/** Puts before a person whether two are one; once for each two. Until then each is written to for themselves. Part of the caller's transaction. */
export function askWhetherSame(db: Database, { contactId, alikeId, leadId }: { contactId: string; alikeId: string; leadId: string }, now: number): void {
  openWorkItem(
    db,
    {
      kind: 'task', title: 'Are these two the same person?', subjectType: 'lead', subjectId: leadId, dueAt: now + lookWithinMs, openKey: `same:${alikeId}:${contactId}`,
      detail: 'This lead came with an address that differs from a known one only by what stands after the plus sign, and nothing else agrees. Until somebody has looked, each of the two is written to for themselves. If they are one person, close one of the leads.',
    },
    now,
  )
}

function plain(text: string): string {
  return text.toLowerCase().normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}
