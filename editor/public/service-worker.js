/*
 * Shows what is pushed to this browser, also while no page of Watertight is open, and opens what it leads to. It keeps nothing and answers no
 * requests. A plain file at the root, so that it counts for all pages; what it is given is made in server/push/push-payload.ts.
 */

/** Safari takes the permission away from whoever is pushed something and does not show it. */
const mustShow = /^((?!chrom|android).)*safari/i.test(navigator.userAgent)

/** Pages that are signed in answer at once; others, and one that is still being loaded, do not. */
const answersWithinMs = 700

self.addEventListener('install', () => void self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

let shown = Promise.resolve()
self.addEventListener('push', (event) => {
  // One after another: of two about the same offer the one that came last is to stay.
  shown = shown.then(() => show(read(event.data))).catch(() => undefined)
  event.waitUntil(shown)
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data))
})

// The browser has given itself another address, or lost the one it had.
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)))

function read(data) {
  try {
    return data.json()
  } catch {
    return { tag: 'unreadable', title: 'Watertight', text: '', link: '/' }
  }
}

async function show({ tag, title, text, link, noticeId }) {
  // A page in view says a notice itself; a test is to be seen as it will be.
  const isSaid = noticeId !== undefined && !mustShow && (await listening()).some(({ visibilityState }) => visibilityState === 'visible')
  if (!isSaid) await self.registration.showNotification(title, { body: text, tag, icon: '/icon-192.png', data: { link, noticeId } })
}

async function open({ link, noticeId }) {
  const url = new URL(link, self.location.origin)
  const read = noticeId === undefined ? undefined : send(`/api/notices/${encodeURIComponent(noticeId)}/read`, 'POST', {})
  const [page] = url.origin === self.location.origin ? await listening() : []
  if (page) {
    page.postMessage({ kind: 'open', link })
    await page.focus().catch(() => undefined)
  } else {
    await self.clients.openWindow(url.href).catch(() => undefined)
  }
  await read
}

async function renew({ oldSubscription, newSubscription }) {
  const subscription = newSubscription ?? (oldSubscription && (await self.registration.pushManager.subscribe(oldSubscription.options)))
  if (subscription) await send('/api/push/devices', 'PUT', subscription)
}

/** Pages of somebody who is signed in, the one in front first: they answer, and can go elsewhere by themselves. */
async function listening() {
  const all = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const answers = await Promise.all(all.map(answer))
  return all.filter((_page, index) => answers[index]).sort((one, other) => Number(other.focused) - Number(one.focused))
}

function answer(page) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve(true)
    setTimeout(() => resolve(false), answersWithinMs)
    page.postMessage({ kind: 'listening?' }, [port2])
  })
}

/** Where it does not arrive the notice stays unread, or the address is told when a page is opened. */
function send(path, method, body) {
  return fetch(path, { method, credentials: 'same-origin', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).catch(() => undefined)
}
