/** A row of the benchmark's file: like the export of a CRM, one person in ten comes twice, one company in two hundred. */
export interface BenchRow {
  id: string
  name: string
  email: string
  phone: string
  company: string
  territory: string
  amount: number
  message: string
  campaign: string
}

export function makeRows(count: number): BenchRow[] {
  return Array.from({ length: count }, (_, index) => {
    const person = index % 10 === 9 ? index - 9 : index
    return {
      id: `crm-${index}`, name: `Zoë Lead ${person}`, email: `lead${person}@bench${index % 500}.example`, phone: `+49 221 ${5_000_000 + person}`, company: `Company ${index % 500} GmbH`,
      territory: 'west', amount: index % 90_000, message: 'Please call me about your offer, "the large one", this week.', campaign: `Spring ${index % 12}`,
    }
  })
}

export function csvOf(rows: BenchRow[]): string {
  const lines = rows.map((row) => `${row.id},${row.name},${row.email},${row.phone},"${row.company}",${row.territory},${row.amount},"${row.message.replaceAll('"', '""')}",${row.campaign}`)
  return `CRM ID,Name,E-mail,Phone,Company name,Region,Amount,Message,Campaign\r\n${lines.join('\r\n')}\r\n`
}
