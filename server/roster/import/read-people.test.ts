import { expect, it } from 'vitest'
import { readPeople } from './read-people'

const problemsOf = (text: string) => readPeople(Buffer.from(text)).problems.map(({ line, column, reason }) => `${line} ${column ?? ''}: ${reason}`)

it('reads people by the names of the columns, in English and German, with any separator and encoding', () => {
  const german = Buffer.from('Personalnummer;Vorname;Nachname;E-Mail;Abteilung;Vorgesetzte;Zeitzone;Aktiv;Fähigkeiten;Schuhgröße\r\n7;Zoë;Groß;ZOE@Firma.example;Vertrieb;9;Europe/Vienna;ja;"a, b";38\r\n\r\n', 'latin1')
  const { people, problems, unknownColumns } = readPeople(german)
  expect([people, problems, unknownColumns]).toEqual([
    [{ line: 2, id: '7', email: 'zoe@firma.example', name: 'Zoë Groß', team: 'Vertrieb', manager: '9', zone: 'Europe/Vienna', active: true, skills: ['a', 'b'] }], [], ['Schuhgröße'],
  ])
  const tabs = readPeople(Buffer.from('\ufeffEmployee ID\tName\tTeam\n1\t"Two\nlines"\t\n2\tBea\tWest\n'))
  expect(tabs.people).toEqual([{ line: 2, id: '1', email: null, name: 'Two\nlines', team: null }, { line: 4, id: '2', email: null, name: 'Bea', team: 'West' }])
})

it('says by line what is wrong', () => {
  expect(problemsOf('Id,Name,E-mail,Zone,Active,Capacity\n1,Ann,ann@x.example,Mars/Olympus,yes,5\n2,Bob,nobody,UTC,perhaps,many\n1,Cem,ann@x.example,UTC,no,\n,Dan,,UTC,,\n5,Eve\n6,Fay,fay@x.example,+02:00,,\n')).toEqual([
    '2 Zone: “Mars/Olympus” is not a time zone of the IANA database, such as Europe/Berlin.',
    '3 E-mail: “nobody” is not an e-mail address.',
    '3 Active: “perhaps” is neither yes nor no.',
    '3 Capacity: “many” is not a whole number up to 10,000.',
    '4 : The id 1 stands in line 2 already.',
    '4 : The e-mail address ann@x.example stands in line 2 already.',
    '5 Id: The line says neither an id nor an e-mail address.',
    '6 : The line has 2 cells, the first row 6.',
    '7 Zone: “+02:00” is not a time zone of the IANA database, such as Europe/Berlin.',
  ])
  expect(problemsOf('Id,Name\n1,"Ann\n2,Bob\n')).toEqual(['2 : A quote that opens in this line is not closed.'])
})

it.each([
  ['nothing', ''], ['only a header', 'Id,Name\n'], ['empty lines', 'Id,Name\n,\n\n'], ['a workbook', 'PK\u0003\u0004…'], ['UTF-16', 'I\0d\0'], ['other columns', 'Colour,Size\nred,4\n'],
])('refuses a file of %s', (_name, text) => {
  expect(() => readPeople(Buffer.from(text))).toThrow(/Nothing was changed/)
})
