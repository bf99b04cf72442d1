import { expect, it } from 'vitest'
import { isPressed, keyWords } from './keys'

const press = (key: string, more: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}, code = '') => ({ key, code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more })

it('a shortcut is its keys and no others', () => {
  expect(isPressed('mod+z', press('z', { ctrlKey: true }))).toBe(true)
  expect(isPressed('mod+z', press('z', { metaKey: true }))).toBe(true)
  expect(isPressed('mod+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false)
  expect(isPressed('mod+shift+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(true)
  expect(isPressed('c', press('c', { ctrlKey: true }))).toBe(false)
  expect(isPressed('alt+arrowdown', press('ArrowDown', { altKey: true }))).toBe(true)
  expect(isPressed('alt+arrowdown', press('ArrowDown'))).toBe(false)
})

it('a sign is met however it is typed, a digit by its key', () => {
  expect(isPressed('?', press('?', { shiftKey: true }))).toBe(true)
  expect(isPressed('+', press('+'))).toBe(true)
  expect(isPressed('digit1', press('&', {}, 'Digit1'))).toBe(true)
})

it('a shortcut has words', () => {
  expect(['mod+shift+z', 'alt+arrowdown', 'delete', 'digit1', '?', '+'].map(keyWords)).toEqual(['Ctrl Shift Z', 'Alt ↓', 'Delete', '1', '?', '+'])
})
