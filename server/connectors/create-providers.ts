import type { Providers } from '#engine/providers'
import type { Config } from '../config'
import { createResolveConnection } from '../connections/resolve-connection'
import type { Database } from '../db/open-database'
import type { SecretBox } from '../secrets/secret-box'
import { readDkimSigner } from '../dkim/dkim-key'
import { createEmailProvider, type EmailProvider } from './email/send-email'
import { allowedHere } from './http/allowed-here'
import { createHttpProvider } from './http/call-address'
import { createFindSmsConnection } from '../sms/find-connection'
import { createKnownDeliveries } from '../sms/known-deliveries'
import { createSlackProvider } from './slack/post-slack'
import { createSmsProvider } from './sms/send-sms'
import { createWebhookProvider } from './webhook/post-webhook'

/** The ways out of this machine. Without a mail server of its own, e-mail goes to the local mailbox, by SMTP like any other. */
export function createProviders({ db, box, config }: { db: Database; box: SecretBox; config: Config }): Providers & { email: EmailProvider } {
  const resolve = createResolveConnection({ db, box })
  return {
    email: createEmailProvider({ smtpUrl: config.smtpUrl ?? `smtp://127.0.0.1:${config.mailboxPort}`, from: config.mailFrom, signer: () => readDkimSigner(db, box) }),
    sms: createSmsProvider({ findConnection: createFindSmsConnection({ db, box }), publicUrl: config.publicUrl, known: createKnownDeliveries(db) }),
    webhook: createWebhookProvider({ resolve }),
    slack: createSlackProvider({ resolve }),
    http: createHttpProvider({ resolve, isAllowed: allowedHere(db, config) }),
  }
}
