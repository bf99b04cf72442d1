import { request, Agent } from 'node:http'
import { Webhook } from 'standardwebhooks'

/* A process of its own, so that the load generator does not share the server's thread: `send-leads.ts URL SECRET COUNT CONNECTIONS`. */

const [url = '', secret = '', countText = '0', connectionsText = '1'] = process.argv.slice(2)
const count = Number(countText)
const connections = Number(connectionsText)
const webhook = new Webhook(secret)
const agent = new Agent({ keepAlive: true, maxSockets: connections })
const latencies: number[] = []
const statuses: Record<number, number> = {}

const leads = Array.from({ length: count }, (_, index) => {
  const id = `bench-${process.pid}-${index}`
  const at = new Date()
  const body = JSON.stringify({ type: 'lead.received', timestamp: at.toISOString(), data: { name: `Lead ${index}`, email: `lead${index}.${process.pid}@bench.example`, company: `Company ${index % 500}`, territory: 'west', amount: index % 1000, message: 'Please call me about your offer.' } })
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': webhook.sign(id, at, body) }
  return { body, headers }
})

function send({ body, headers }: (typeof leads)[number]): Promise<void> {
  const began = performance.now()
  return new Promise((resolve) => {
    const sending = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume()
      response.on('end', () => {
        latencies.push(performance.now() - began)
        statuses[response.statusCode ?? 0] = (statuses[response.statusCode ?? 0] ?? 0) + 1
        resolve()
      })
    })
    sending.on('error', () => {
      statuses[0] = (statuses[0] ?? 0) + 1
      resolve()
    })
    sending.end(body)
  })
}

async function main(): Promise<void> {
  const started = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let lead = leads[next++]; lead; lead = leads[next++]) await send(lead)
    }),
  )
  process.stdout.write(JSON.stringify({ seconds: (performance.now() - started) / 1000, latencies, statuses }), () => process.exit(0))
}

void main()
