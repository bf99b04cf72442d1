import type { Delivery, Provider, Providers } from '#engine/providers'
import type { Random } from '#engine/simulate/random'
import type { EffectRequest } from '#nodes/sdk/effect'
import { natures } from '../../connectors/natures'
import type { Simulation } from '../create-simulation'
import type { ProviderBehaviour, ProviderChannel, ProviderScript } from './provider-script'

export interface SimulatedProviders {
  providers: Providers
  /** From now on the channel behaves like this, whatever its script says; undefined: by its script again. */
  change(channel: ProviderChannel, behaviour: ProviderBehaviour | undefined): void
}

/** What every address answers in a simulated world. */
const okResponse = { status: 200, body: {}, headers: {}, isCut: false }

interface Period {
  from: number
  until: number
  behaviour: ProviderBehaviour
}

/** Ways out that send nothing and fail as their script says. Virtual time passes while an attempt is under way. */
export function createSimulatedProviders(input: { random: Random; script: ProviderScript; simulation(): Pick<Simulation, 'now' | 'sleep'> }): SimulatedProviders {
  const { random, script, simulation } = input
  const changed = new Map<ProviderChannel, ProviderBehaviour>()

  function create(channel: ProviderChannel): Provider {
    const own = random.fork(channel)
    const periods: Period[] = (script[channel] ?? []).map(({ from, until, ...behaviour }) => ({
      from: from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from), until: until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until), behaviour,
    }))
    const behaviourAt = (now: number) => changed.get(channel) ?? periods.findLast((each) => each.from <= now && now < each.until)?.behaviour

    const send: Provider = async (_request, { key, timeoutMs }): Promise<Delivery> => {
      const { now, sleep } = simulation()
      const behaviour = behaviourAt(now())
      // One number for each attempt, whatever the script says: another script changes what happens, and no more.
      const roll = own.next()
      const done: Delivery = { state: 'done', providerId: `simulated:${key}`, ...(channel === 'http' && { response: okResponse }) }
      if (!behaviour) return done
      const takesMs = (behaviour.seconds ?? 0) * 1_000
      if (takesMs > 0) await sleep(Math.min(takesMs, timeoutMs))
      if (behaviour.down) return { state: 'retry', reason: 'The connection was refused. Nothing was sent.' }
      if (takesMs >= timeoutMs) return { state: 'unknown', reason: 'No answer in time. It may or may not have arrived.' }
      const { fails = 0, retries = 0, timesOutAfterAccept = 0 } = behaviour
      if (roll < fails) return { state: 'failed', reason: 'The other side refused it for good.' }
      if (roll < fails + retries) return { state: 'retry', reason: 'The other side asked to try again later.' }
      if (roll < fails + retries + timesOutAfterAccept) return { state: 'unknown', reason: 'The message was taken, and then no answer came. It may or may not have arrived.' }
      return done
    }
    // What it took before its answer was lost, it can be asked for.
    return natures[channel] === 'askable' ? Object.assign(send, { nature: () => natures[channel], lookUp: async (_request: EffectRequest, { key }: { key: string }) => ({ state: 'found' as const, providerId: `simulated:${key}` }) }) : send
  }

  return {
    providers: Object.fromEntries((['email', 'sms', 'webhook', 'slack', 'http'] as const).map((channel) => [channel, create(channel)])) as unknown as Providers,
    change(channel, behaviour) {
      if (behaviour) changed.set(channel, behaviour)
      else changed.delete(channel)
    },
  }
}
