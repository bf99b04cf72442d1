import { expect } from 'vitest'
import type { Provider } from '#engine/providers'
import { effectId } from '#server/connectors/effect-id'
import { createEmailProvider } from '#server/connectors/email/send-email'
import { createSmsProvider } from '#server/connectors/sms/send-sms'
import { createFindSmsConnection } from '#server/sms/find-connection'
import { createKnownDeliveries } from '#server/sms/known-deliveries'
import { saveSmsConnection } from '#server/sms/save-connection'
import type { Driver } from '../conformance/drivers/driver'
import { startSmsReceiver, testAccount } from '../harness/receivers/sms-receiver'
import { startSmtpReceiver } from '../harness/receivers/smtp-receiver'

/**
 * This world's mail goes over SMTP and its text messages over HTTP, through the connectors of the product, to receivers that count. At its stop, what has
 * arrived must be what was handed over: the same to the same people, each once.
 */
export async function withReceivers<D extends Driver>(driver: D): Promise<D> {
  const { world } = driver
  const { db, box, sent } = world
  const [smtp, sms] = [await startSmtpReceiver(), await startSmsReceiver()]
  const email = createEmailProvider({ smtpUrl: smtp.url, from: 'Watertight <flows@test.example>' })
  const text = createSmsProvider({ findConnection: createFindSmsConnection({ db, box }), publicUrl: 'https://flows.example', known: createKnownDeliveries(db) })
  const now = await driver.now()
  await world.writer.write((tx) => saveSmsConnection(tx, box, { input: { ...testAccount, url: sms.url, perSecond: 500 }, actor: { kind: 'system', id: 'test' } }, now))

  const noted = (deliver: Provider): Provider => Object.assign((...[request, options]: Parameters<Provider>) => {
    sent.push({ key: options.key, request })
    return deliver(request, options)
  }, deliver)
  const [mail, message] = [noted(email), noted(text)]
  Object.assign(world.providers, { email: mail, sms: message })

  return {
    ...driver,
    async stop() {
      await driver.stop()
      email.close()
      await Promise.all([smtp.stop(), sms.stop()])
      const handedOver = (channel: 'email' | 'sms') => sent.flatMap(({ key, request }) => (request.channel === channel ? [{ key, to: request.to }] : []))
      if (world.providers.email === mail) expect(smtp.mails().map(({ to, messageId }) => `${to} ${messageId}`).sort(), 'mails that arrived').toEqual(handedOver('email').map(({ key, to }) => `${to} <${effectId(key)}@watertight>`).sort())
      if (world.providers.sms === message) expect(sms.messages().map(({ to }) => to).sort(), 'text messages that arrived').toEqual(handedOver('sms').map(({ to }) => to).sort())
    },
  }
}
