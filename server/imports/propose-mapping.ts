import type { Target } from './targets'

/** Names under which the fields are known elsewhere: exports of CRMs, forms and mailing lists, in English and German. */
const names: Partial<Record<Target, string[]>> = {
  id: ['id', 'lead id', 'record id', 'external id', 'contact id', 'crm id'],
  name: ['name', 'full name', 'contact name', 'lead name', 'contact', 'person', 'ansprechpartner', 'kontakt'],
  firstName: ['first name', 'firstname', 'given name', 'forename', 'vorname'],
  lastName: ['last name', 'lastname', 'surname', 'family name', 'nachname'],
  email: ['e mail', 'email', 'mail', 'email address', 'e mail address', 'mail address', 'work email', 'business email', 'e mail adresse', 'mailadresse'],
  phone: ['phone', 'telephone', 'tel', 'telefon', 'phone number', 'telefonnummer', 'mobile', 'mobile phone', 'mobil', 'cell', 'handy', 'work phone', 'business phone'],
  company: ['company', 'company name', 'organization', 'organisation', 'account', 'account name', 'employer', 'firma', 'unternehmen', 'firmenname'],
  message: ['message', 'comment', 'comments', 'description', 'inquiry', 'enquiry', 'question', 'nachricht', 'anfrage', 'kommentar', 'bemerkung'],
  territory: ['territory', 'region', 'sales region', 'area', 'gebiet', 'vertriebsgebiet'],
  industry: ['industry', 'sector', 'branche'],
  amount: ['amount', 'expected value', 'deal value', 'value', 'budget', 'deal amount', 'betrag', 'wert', 'umsatz'],
  score: ['score', 'lead score', 'rating'],
  skills: ['skills', 'skills wanted', 'interests', 'product interest'],
  skip: ['import line', 'import column', 'import problem'],
}

const targetOf = new Map(Object.entries(names).flatMap(([target, known]) => known.map((name) => [name, target as Target] as const)))

/** Where each column probably goes, by its name; no field twice. Whatever is not known is kept under its own name. */
export function proposeMapping(headers: string[]): Target[] {
  const taken = new Set<Target>()
  return headers.map((header) => {
    const plain = header.toLowerCase().normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
    const target = targetOf.get(plain) ?? 'more'
    if (target === 'more' || target === 'skip') return target
    if (taken.has(target)) return 'more'
    taken.add(target)
    return target
  })
}
