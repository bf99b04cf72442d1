/** Where a column can go: a field of the lead, `more` (kept under the column’s name), or nowhere. */
export const targets = [
  'id', 'name', 'firstName', 'lastName', 'email', 'phone', 'company', 'message', 'territory', 'industry', 'amount', 'score', 'skills', 'more', 'skip',
] as const

export type Target = (typeof targets)[number]

/** What people call the targets. */
export const targetWords: Record<Target, string> = {
  id: 'Lead’s id', name: 'Name', firstName: 'First name', lastName: 'Last name', email: 'E-mail', phone: 'Phone', company: 'Company', message: 'Message',
  territory: 'Territory', industry: 'Industry', amount: 'Expected value', score: 'Score', skills: 'Skills wanted', more: 'Keep under its own name', skip: 'Leave out',
}
