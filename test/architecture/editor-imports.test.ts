import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/*
 * What dependency-cruiser checks for the other folders: its parser cannot read JSX. The Vite guard checks the same on what
 * really reaches the browser; this names the line.
 */

const allowed = [/^#nodes\/(definitions|sdk\/|revops\/|library\/[^/]+\/definition$)/, /^#engine\/(graph|compile|advance)\//, /^#engine\/plan$/, /^#templates\//]
const typeOnly = [/^#server\/app$/]

it('the editor imports definitions, the compiler and the reducer, and of the server only its type', () => {
  const strangers = files('editor')
    .filter((file) => !file.startsWith('editor/build/') && !/\.test\.tsx?$/.test(file))
    .flatMap((file) => importsOf(file).filter(({ from, isType }) => !isAllowed(from, isType)).map(({ from }) => `${file} imports ${from}`))
  expect(strangers).toEqual([])
})

function isAllowed(from: string, isType: boolean): boolean {
  if (from.startsWith('.') || (!from.startsWith('#') && !from.startsWith('node:'))) return !/^(@temporalio|better-sqlite3|drizzle-orm|nodemailer)/.test(from)
  return allowed.some((rule) => rule.test(from)) || (isType && typeOnly.some((rule) => rule.test(from)))
}

function importsOf(file: string): { from: string; isType: boolean }[] {
  const text = readFileSync(file, 'utf8')
  const fixed = [...text.matchAll(/^(import|export)( type)?\s[^'"]*?from '([^']+)'/gms)].map((match) => ({ from: match[3] ?? '', isType: match[2] !== undefined }))
  const lazy = [...text.matchAll(/import\('([^']+)'\)/g)].map((match) => ({ from: match[1] ?? '', isType: false }))
  return [...fixed, ...lazy]
}

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? files(path) : /\.tsx?$/.test(name) ? [path] : []
  })
}
