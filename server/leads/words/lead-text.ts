/** What a search of leads looks at. */
export interface SearchedLead {
  name: string | null
  company: string | null
  email: string | null
  phone: string | null
}

/** All that is searched of a lead, in one text; its phone number also without the signs that people put between digits. */
export function leadText({ name, company, email, phone }: SearchedLead): string {
  return [name, company, email, phone, phone?.replace(/[^\d+]+/g, '')].filter(Boolean).join('\n')
}

const isPlain = /^[\x20-\x7e\n]*$/

/** Text as it is compared: without capitals and accents. */
export function foldText(text: string): string {
  return isPlain.test(text) ? text.toLowerCase() : text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The words of a search; each must be part of the lead's text. */
export const searchedWords = (text: string): string[] => text.split(/\s+/).filter(Boolean)
