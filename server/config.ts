import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type EffectLimits, standardLimits } from '#engine/activities/activity-deps'

/** Everything that the surroundings decide. Times in ms. */
export interface Config {
  host: string
  port: number
  /** Where people and links reach this installation. */
  publicUrl: string
  dataFolder: string
  /** Where custom nodes are looked for. */
  nodesFolder: string
  /** False: webhooks and API only. */
  hasPages: boolean
  /** Set: a Temporal that runs elsewhere. Unset: our own is started. */
  temporal: { address?: string; namespace: string; apiKey?: string; isTls: boolean; port: number; uiPort?: number }
  smtpUrl?: string
  mailFrom: string
  mailboxPort: number
  /** Keys for what Temporal keeps of runs: the first encrypts, all of them open. Empty: nothing is encrypted there. */
  codecKeys: Buffer[]
  /** True: flows may call addresses of this machine and of private networks. */
  allowsPrivateHttp: boolean
  limits: EffectLimits
}

/** Thrown for a setting that cannot be used; the message names it and what it should be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads the settings from the environment. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const host = env.WATERTIGHT_HOST ?? '127.0.0.1'
  const port = toPort('WATERTIGHT_PORT', env.WATERTIGHT_PORT, 4780)
  const factor = toNumber('WATERTIGHT_TEST_LIMITS', env.WATERTIGHT_TEST_LIMITS, 1)
  return {
    host,
    port,
    publicUrl: (env.WATERTIGHT_PUBLIC_URL ?? `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`).replace(/\/$/, ''),
    dataFolder: resolve(env.WATERTIGHT_DATA ?? '.watertight'),
    nodesFolder: env.WATERTIGHT_NODES ? resolve(env.WATERTIGHT_NODES) : fileURLToPath(new URL('../nodes/custom', import.meta.url)),
    hasPages: env.WATERTIGHT_PAGES !== 'off',
    temporal: {
      ...(env.TEMPORAL_ADDRESS && { address: env.TEMPORAL_ADDRESS }),
      namespace: env.TEMPORAL_NAMESPACE ?? 'default',
      ...(env.TEMPORAL_API_KEY && { apiKey: env.TEMPORAL_API_KEY }),
      isTls: env.TEMPORAL_TLS === 'true' || env.TEMPORAL_API_KEY !== undefined,
      port: toPort('WATERTIGHT_TEMPORAL_PORT', env.WATERTIGHT_TEMPORAL_PORT, port + 1),
      ...(env.WATERTIGHT_TEMPORAL_UI_PORT && { uiPort: toPort('WATERTIGHT_TEMPORAL_UI_PORT', env.WATERTIGHT_TEMPORAL_UI_PORT, 0) }),
    },
    ...(env.WATERTIGHT_SMTP_URL && { smtpUrl: env.WATERTIGHT_SMTP_URL }),
    mailFrom: env.WATERTIGHT_MAIL_FROM ?? 'Watertight <flows@watertight.example>',
    mailboxPort: toPort('WATERTIGHT_MAILBOX_PORT', env.WATERTIGHT_MAILBOX_PORT, port + 2),
    codecKeys: toKeys(env),
    allowsPrivateHttp: env.WATERTIGHT_ALLOW_PRIVATE_HTTP === '1',
    limits: {
      providerTimeoutMs: standardLimits.providerTimeoutMs * factor,
      leaseMs: standardLimits.leaseMs * factor,
      callTimeoutMs: standardLimits.callTimeoutMs * factor,
    },
  }
}

function toNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined || text === '') return fallback
  const number = Number(text)
  if (!Number.isFinite(number) || number <= 0) throw new ConfigError(`${name} is “${text}”, and should be a number above zero.`)
  return number
}

function toPort(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined || text === '') return fallback
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new ConfigError(`${name} is “${text}”, and should be a port from 0 to 65535.`)
  return port
}

function toKeys(env: NodeJS.ProcessEnv): Buffer[] {
  const read = (name: string, text: string | undefined) => (text ?? '').split(',').map((each) => each.trim()).filter(Boolean).map((each) => toKey(name, each))
  const keys = read('WATERTIGHT_CODEC_KEY', env.WATERTIGHT_CODEC_KEY)
  const old = read('WATERTIGHT_CODEC_OLD_KEYS', env.WATERTIGHT_CODEC_OLD_KEYS)
  if (keys.length === 0 && old.length > 0) throw new ConfigError('WATERTIGHT_CODEC_OLD_KEYS is set without WATERTIGHT_CODEC_KEY. Set the key that new runs are encrypted with.')
  return [...keys, ...old]
}

/** Never says anything of the key itself. */
function toKey(name: string, text: string): Buffer {
  const key = Buffer.from(text, 'base64')
  if (key.length !== 32) throw new ConfigError(`${name} should be 32 bytes in base64 (make one with: openssl rand -base64 32); this one has ${key.length} bytes.`)
  return key
}
