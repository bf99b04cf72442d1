import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Keeps secrets encrypted at rest, and signs links. One key per workspace, in a file only its owner can read. */
export interface SecretBox {
  seal(plain: string): string
  open(sealed: string): string
  /** A keyed hash for tokens; different uses never share one. */
  sign(use: string, text: string): Buffer
  /** A key for somebody else's crypto (sessions), derived for this use alone. */
  derive(use: string): string
}

/** Reads the key from `file`, or makes one. `WATERTIGHT_KEY` (32 bytes, base64) comes first. */
export function openSecretBox(file: string): SecretBox {
  return createSecretBox(readKey(file))
}

export function createSecretBox(key: Buffer): SecretBox {
  const subkeys = new Map<string, Buffer>()
  const subkey = (use: string): Buffer => {
    const known = subkeys.get(use)
    if (known) return known
    const made = Buffer.from(hkdfSync('sha256', key, 'watertight', use, 32))
    subkeys.set(use, made)
    return made
  }
  const sealing = subkey('seal')
  return {
    seal(plain) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealing, iv)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return `v1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    open(sealed) {
      const [version, data] = sealed.split('.')
      if (version !== 'v1' || !data) throw new Error('secrets.open: not a sealed secret')
      const bytes = Buffer.from(data, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
    sign: (use, text) => createHmac('sha256', subkey(`sign ${use}`)).update(text).digest(),
    derive: (use) => subkey(`derive ${use}`).toString('base64'),
  }
}

function readKey(file: string): Buffer {
  const given = process.env.WATERTIGHT_KEY
  if (given) {
    const key = Buffer.from(given, 'base64')
    if (key.length !== 32) throw new Error('WATERTIGHT_KEY must be 32 bytes in base64. Make one with: openssl rand -base64 32')
    return key
  }
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    try {
      writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      // Another process of ours made it at the same moment.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  return Buffer.from(readFileSync(file, 'utf8'), 'base64')
}
