import { createScimToken, NewScimToken } from '../../scim/tokens/scim-tokens'
import { readConfig } from '../../config'
import type { Command } from '../command'
import { terminal, withWorkspace } from '../with-workspace'

export const scimToken: Command = {
  usage: 'NAME',
  summary: 'make a token by which an HR system keeps the roster',
  help: `watertight scim-token NAME

Makes a token for the HR system of this name and prints it, this once, with the address that goes with it. It is valid until
somebody ends it at Settings, “From your HR system”. With or without the server running.

Example: npx watertight scim-token "Entra ID"`,
  async run(args) {
    const parsed = NewScimToken.safeParse({ name: args.join(' ') })
    if (!parsed.success || args.some((each) => each.startsWith('--'))) {
      console.error('Name the HR system, in at most 100 characters. See: npx watertight scim-token --help')
      return 2
    }
    return withWorkspace(async ({ writer }) => {
      const { token } = await writer.write((tx) => createScimToken(tx, { name: parsed.data.name, actor: terminal }, Date.now()))
      console.log(`Address: ${readConfig().publicUrl}/scim/v2\nToken:   ${token}\n\nThe token is not shown again.`)
      return 0
    })
  },
}
