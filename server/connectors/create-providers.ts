import type { Json } from '#nodes/sdk/json'
import type { Providers } from '#engine/providers'
import type { Config } from '../config'
import { createResolveConnection } from '../connections/resolve-connection'
import type { Database } from '../db/open-database'
import type { SecretBox } from '../secrets/secret-box'
import { createEmailProvider, type EmailProvider } from './email/send-email'
import { readSetting } from '../settings/settings'
import { createHttpProvider } from './http/call-address'
import { createIsAllowed } from './http/guarded-lookup'
import { createSlackProvider } from './slack/post-slack'
import { createWebhookProvider } from './webhook/post-webhook'

/** The ways out of this machine. Without a mail server of its own, e-mail goes to the local mailbox, by SMTP like any other. */
export function createProviders({ db, box, config }: { db: Database; box: SecretBox; config: Config }): Providers & { email: EmailProvider } {
  const resolve = createResolveConnection({ db, box })
  return {
    email: createEmailProvider({ smtpUrl: config.smtpUrl ?? `smtp://127.0.0.1:${config.mailboxPort}`, from: config.mailFrom }),
    webhook: createWebhookProvider({ resolve }),
    slack: createSlackProvider({ resolve }),
    http: createHttpProvider({ resolve, isAllowed: createIsAllowed({ allowsPrivate: config.allowsPrivateHttp, allowedHosts: () => hostsOf(readSetting(db, 'http-hosts')) }) }),
  }
}

/** Hosts within private networks that this workspace's flows may call, from the setting `http-hosts`: a list of names or addresses. */
function hostsOf(setting: Json | undefined): string[] {
  return Array.isArray(setting) ? setting.map((host) => String(host).toLowerCase()) : []
}
