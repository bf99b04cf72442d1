/* Invented names for generated worlds, with letters of many scripts: what a flow meets in the field. */

export const givenNames = [
  'Aylin', 'Bence', 'Chiara', 'Dana', 'Elif', 'Femi', 'Grace', 'Hanna', 'Ida', 'Jonas', 'Kofi', 'Lena', 'Marek', 'Nadia', 'Oskar', 'Petra', 'Quinn', 'Rosa', 'Sven', 'Tom',
  'Uma', 'Vera', 'Wanda', 'Ximena', 'Yuki', 'Zoë', '明', 'Анна', 'Ελένη', 'Łucja', 'Søren', 'نور',
] as const
export const familyNames = [
  'Adeyemi', 'Brandt', 'Cruz', 'Dvořák', 'Eriksen', 'Fischer', 'García', 'Haddad', 'Ito', 'Jansen', 'Kovač', 'Lund', 'Monti', 'Nowak', 'O’Brien', 'Prado', 'Quist', 'Rossi', 'Sørensen',
  'Tanaka', 'Uçar', 'Virtanen', 'Whitlock', 'Yılmaz', 'Zieliński',
] as const
export const companyWords = ['Nordwind', 'Hala', 'Fjord', 'Kestrel', 'Cobalt', 'Cedar', 'Lumen', 'Sora', 'Alder', 'Basalt', 'Delta', 'Ember', 'Harbour', 'Juniper', 'Meridian', 'Quarry'] as const
export const companyKinds = ['Logistics', 'Steel', 'Freight', 'Dental', 'Foods', 'Clinics', 'Solar', 'Print', 'Optics', 'Bygg'] as const
export const territories = ['west', 'north', 'south', 'east'] as const
export const skills = ['logistics', 'construction', 'health', 'retail'] as const
export const messages = [
  'Could someone call me this week?', 'Please send prices for 20 licences.', 'Our contract elsewhere ends in June. What would moving take?', 'We compare three vendors this month.',
  'Is there an API?', 'Demo for four practices, please.', 'Need an offer by Friday.',
] as const
