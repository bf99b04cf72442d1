import { findField, textWords } from './fields'

/** A text with fields in it as a person would read it to another: each field by its name. Liquid tags are left out. */
export function textInWords(template: string): string {
  return template
    .replace(/\{%.*?%\}/gs, '')
    .replace(/\{\{-?\s*([\w.[\]-]+).*?\}\}/gs, (_, path: string) => `[${labelOf(path)}]`)
    .replace(/\s+/g, ' ')
    .trim()
}

function labelOf(path: string): string {
  return findField(path)?.label ?? textWords.find((word) => word.path === path)?.label ?? path.replace(/^(vars|event|item|lead\.more|outputs\.[^.]+)\./, '')
}
