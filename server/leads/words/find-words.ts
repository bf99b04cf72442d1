import { type SQL, sql } from 'drizzle-orm'
import { keptQuery } from '../../db/kept-query'
import type { Database } from '../../db/open-database'
import { foldText, leadText, searchedWords } from './lead-text'

/** So many leads may have arrived since leads were last taken into the index of words; they are looked at one by one. */
const mostUnread = 2_000
/** The index knows parts of this length and longer. */
const shortest = 3

/** Teaches SQLite whether a lead holds the words of a search. */
const holdsWords = keptQuery((db) => {
  let asked = ''
  let words: string[] = []
  db.$client.function('holds_words', { deterministic: true }, (text, name, company, email, phone) => {
    if (text !== asked) {
      asked = text as string
      words = searchedWords(foldText(asked))
    }
    const folded = foldText(leadText({ name, company, email, phone } as Parameters<typeof leadText>[0]))
    return words.every((word) => folded.includes(word)) ? 1 : 0
  })
  return 'holds_words'
})

/** Whether a row of `leads` holds all words of the text in its name, company, e-mail or phone; neither capitals nor accents are heeded. */
export function holds(db: Database, text: string): SQL {
  return sql`${sql.raw(holdsWords(db))}(${text}, leads.name, leads.company, leads.email, leads.phone) = 1`
}

/**
 * The rowids of the leads that hold all words of the text, by the index of words, behind `before` where one is given. Undefined where it cannot tell: a
 * word is too short for it, or too many leads are not in it yet.
 */
export function findWords(db: Database, text: string): SQL | undefined {
  const words = searchedWords(text)
  if (words.length === 0 || words.some((word) => [...word].length < shortest)) return undefined
  const upTo = readUpTo(db)
  const { unread } = db.get<{ unread: number }>(sql`select count(*) as unread from (select 1 from leads where leads.rowid > ${upTo} limit ${mostUnread + 1})`)
  if (unread > mostUnread) return undefined
  const match = words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ')
  return sql`select leads.rowid from leads where leads.rowid > ${upTo} and ${holds(db, text)} union all select lead_words.rowid from lead_words where lead_words match ${match}`
}

/** The rowid of the newest lead in the index of words. */
export function readUpTo(db: Database): number {
  return db.get<{ upTo: number | null }>(sql`select max(id) as upTo from lead_words_docsize`).upTo ?? 0
}
