import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from '@swc/core'
import { expect, it } from 'vitest'

/* What stands on a page is said by `t()` or `rich()`; words written right into JSX would be English in every language. */

/** Attributes that are read by people, and those of our own parts that are shown. */
const spoken = new Set(['aria-label', 'aria-description', 'title', 'placeholder', 'alt', 'label', 'what', 'heading'])

/** The same in every language: names, keys of the keyboard, names of encodings, “v3”. */
const names = new Set(['Watertight', 'Ctrl K', 'UTF-8', 'UTF-16', 'Windows-1252', 'v'])

it('no word of a page is written beside the catalogs', () => {
  expect(pages('editor').flatMap(wordsIn)).toEqual([])
})

it('finds words in elements, in attributes and in both answers to a question, and nothing else', () => {
  expect(written(`const a = <p className="big words" title="Title" aria-label={isOn ? 'On' : 'Off'}>Words {count} {isLate && 'late'} {\`\${count} left\`} {t('said')} · {x === 'data' ? y : z} <b>{name}</b></p>`)).toEqual([
    'Words', 'late', 'left', 'Title', 'On', 'Off',
  ])
})

function wordsIn(file: string): string[] {
  return written(readFileSync(file, 'utf8')).map((words) => `${file}: ${words}`)
}

interface Piece {
  type?: string
  value?: unknown
  name?: { value?: string }
  [key: string]: unknown
}

/** Words with letters in JSX text, in attributes that are read, and in expressions that are shown. */
function written(source: string): string[] {
  const found: string[] = []
  const add = (words: unknown) => {
    const trimmed = typeof words === 'string' ? words.trim() : ''
    if (/\p{L}/u.test(trimmed) && !names.has(trimmed)) found.push(trimmed)
  }
  /** What an expression shows: of a condition both answers, of `a && b` the second. A call says its words itself. */
  const shown = (piece: Piece | undefined): void => {
    if (piece?.type === 'StringLiteral') add(piece.value)
    if (piece?.type === 'TemplateLiteral') for (const quasi of piece.quasis as { cooked: string }[]) add(quasi.cooked)
    if (piece?.type === 'ParenthesisExpression') shown(piece.expression as Piece)
    if (piece?.type === 'ConditionalExpression') [piece.consequent, piece.alternate].forEach((each) => { shown(each as Piece) })
    if (piece?.type === 'BinaryExpression' && ['&&', '||', '??'].includes(String(piece.operator))) {
      if (piece.operator !== '&&') shown(piece.left as Piece)
      shown(piece.right as Piece)
    }
  }
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (value === null || typeof value !== 'object') return
    const piece = value as Piece
    if (piece.type === 'JSXAttribute') {
      const of = piece.value as Piece | null
      if (spoken.has(piece.name?.value ?? '')) shown(of?.type === 'JSXExpressionContainer' ? (of.expression as Piece) : (of ?? undefined))
    }
    if (piece.type === 'JSXElement' || piece.type === 'JSXFragment') {
      for (const child of piece.children as Piece[]) {
        if (child.type === 'JSXText') add(child.value)
        if (child.type === 'JSXExpressionContainer') shown(child.expression as Piece)
      }
    }
    Object.values(piece).forEach(visit)
  }
  visit(parseSync(source, { syntax: 'typescript', tsx: true, target: 'es2022' }).body)
  return found
}

function pages(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? pages(path) : path.endsWith('.tsx') ? [path] : []
  })
}
