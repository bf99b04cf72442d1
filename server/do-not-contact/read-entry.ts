import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** What an entry names, written as contacts keep it: an e-mail, a phone number with its country, or a whole domain as “@example.com”. Undefined where it is none of these. */
export function readEntry(text: string): string | undefined {
  const value = text.trim().normalize('NFKC').toLowerCase()
  if (value.length > 254) return undefined
  if (/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/.test(value)) return value
  const domain = /^(?:https?:\/\/)?@?((?:[\p{L}\d-]+\.)+[\p{L}]{2,})\/?$/u.exec(value)?.[1]
  if (domain) return `@${domain}`
  const phone = /^[+\d][\d\s()./-]{5,30}$/.test(value) ? parsePhoneNumberFromString(value) : undefined
  return phone?.isPossible() ? phone.number : undefined
}
