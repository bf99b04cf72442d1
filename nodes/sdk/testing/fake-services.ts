import type { Services } from '../services'

type Given = { [Noun in keyof Services]?: Partial<Services[Noun]> }

/** One call that a node made of its services. */
export interface ServiceCall {
  call: string
  args: unknown[]
}

/** Services for the test of a node: those that are given, each call of them written down. Calling another fails the test by name. */
export function fakeServices(given: Given = {}): { services: Services; calls: ServiceCall[] } {
  const calls: ServiceCall[] = []
  const verbs = (noun: string) => (given as Record<string, Record<string, ((...args: unknown[]) => unknown) | undefined> | undefined>)[noun] ?? {}
  const services = members((noun) => members((verb) => (...args: unknown[]) => {
    const answer = verbs(noun)[verb]
    if (!answer) throw new Error(`The node called services.${noun}.${verb}, and the test gives none: fakeServices({ ${noun}: { ${verb}: … } }).`)
    calls.push({ call: `${noun}.${verb}`, args })
    return answer(...args)
  }))
  return { services: services as Services, calls }
}

function members(get: (name: string) => unknown): unknown {
  return new Proxy({}, { get: (_target, name) => (typeof name === 'string' ? get(name) : undefined) })
}
