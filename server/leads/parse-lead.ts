import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Json, JsonObject } from '#nodes/sdk/json'

/** A lead as it was sent, sorted into the fields we know; the rest is kept under `more`. */
export interface ParsedLead {
  name: string | null
  email: string | null
  emailNorm: string | null
  phone: string | null
  phoneNorm: string | null
  company: string | null
  message: string | null
  territory: string | null
  industry: string | null
  amount: number | null
  score: number | null
  skills: string[]
  more: JsonObject
}

const maxText = 5_000
const known = new Set([
  'id', 'name', 'firstName', 'first_name', 'lastName', 'last_name', 'email', 'phone', 'company', 'message', 'territory', 'region', 'industry', 'amount', 'score', 'skills',
])

/** Whether a key of what arrived becomes a field of its own, and not part of `more`. */
export const isLeadField = (key: string): boolean => known.has(key)

/**
 * Sorts what arrived. Nothing is refused for being odd or missing: a lead is kept with what it has. Texts are trimmed
 * and cut at 5,000 characters; e-mail is compared in lower case, phone numbers in E.164 where they can be read.
 */
export function parseLead(data: JsonObject): ParsedLead {
  const text = (...keys: string[]) => {
    for (const key of keys) {
      const value = data[key]
      if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, maxText)
      if (typeof value === 'number') return String(value)
    }
    return null
  }
  const full = [text('firstName', 'first_name'), text('lastName', 'last_name')].filter((part) => part !== null).join(' ')
  const email = text('email')
  const phone = text('phone')
  return {
    name: text('name') ?? (full || null),
    email,
    emailNorm: email?.toLowerCase().normalize('NFKC') ?? null,
    phone,
    phoneNorm: phone ? (parsePhoneNumberFromString(phone)?.number ?? null) : null,
    company: text('company'),
    message: text('message'),
    territory: text('territory', 'region')?.toLowerCase() ?? null,
    industry: text('industry'),
    amount: toNumber(data.amount),
    score: toNumber(data.score),
    skills: toList(data.skills),
    more: Object.fromEntries(Object.entries(data).filter(([key]) => !known.has(key))),
  }
}

function toNumber(value: Json | undefined): number | null {
  const number = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
  return Number.isFinite(number) ? number : null
}

function toList(value: Json | undefined): string[] {
  const parts = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : []
  return parts.filter((part) => typeof part === 'string').map((part) => part.trim()).filter(Boolean).slice(0, 50)
}
