/** What a column of a file of people may hold. */
export type PeopleColumn = 'id' | 'name' | 'firstName' | 'lastName' | 'email' | 'team' | 'manager' | 'zone' | 'active' | 'capacity' | 'territories' | 'skills' | 'languages'

/** Names under which HR systems export them, in English and German. */
const names: Record<PeopleColumn, string[]> = {
  id: ['id', 'employee id', 'employee number', 'personnel number', 'external id', 'hr id', 'personalnummer', 'mitarbeiternummer'],
  name: ['name', 'full name', 'display name', 'employee', 'mitarbeiter'],
  firstName: ['first name', 'firstname', 'given name', 'vorname'],
  lastName: ['last name', 'lastname', 'surname', 'family name', 'nachname'],
  email: ['email', 'e mail', 'mail', 'email address', 'work email', 'e mail adresse'],
  team: ['team', 'group', 'department', 'abteilung', 'gruppe'],
  manager: ['manager', 'manager id', 'manager email', 'reports to', 'supervisor', 'vorgesetzter', 'vorgesetzte', 'führungskraft'],
  zone: ['zone', 'time zone', 'timezone', 'zeitzone'],
  active: ['active', 'status', 'employed', 'aktiv'],
  capacity: ['capacity', 'max leads', 'kapazität'],
  territories: ['territories', 'territory', 'region', 'gebiete', 'gebiet'],
  skills: ['skills', 'skill', 'fähigkeiten'],
  languages: ['languages', 'language', 'sprachen'],
}

const columnOf = new Map(Object.entries(names).flatMap(([column, known]) => known.map((name) => [name, column as PeopleColumn] as const)))

/** What each header stands for; of two that say the same the first counts, and others are left aside. */
export function findPeopleColumns(headers: string[]): Map<PeopleColumn, number> {
  const found = new Map<PeopleColumn, number>()
  headers.forEach((header, index) => {
    const column = columnOf.get(header.toLowerCase().normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, ' ').trim())
    if (column && !found.has(column)) found.set(column, index)
  })
  return found
}
