import { library } from '#nodes/definitions'
import { describe, expect, it } from 'vitest'
import { nodeIcons } from './node-icons'

describe('node icons', () => {
  it.each(Object.values(library))('has the icon of $type', ({ icon }) => {
    expect(Object.keys(nodeIcons)).toContain(icon)
  })
})
