import type { NodeDefinition, Outlet } from '#nodes/sdk/define-node'
import { t } from '#nodes/sdk/t'

/**
 * Asks a definition everything that later passes will ask it about these params, so that one which throws is found here and
 * named, and crashes none of them. Only custom nodes have such definitions; what a person sets may bring it out.
 */
export function askDefinition(definition: NodeDefinition, params: unknown): { outlets: Outlet[] } | { problem: string } {
  try {
    const outlets = definition.outlets(params)
    if (!Array.isArray(outlets) || outlets.some((each) => typeof each?.name !== 'string')) return { problem: t('its ways out cannot be read') }
    if (typeof definition.lower(params)?.op !== 'string') return { problem: t('it does not say what it does') }
    definition.startsOn?.(params)
    definition.reads?.(params)
    definition.writes?.(params)
    definition.calls?.(params)
    for (const { name } of outlets) definition.bounds?.(params, name)
    return { outlets }
  } catch (error) {
    return { problem: error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error) }
  }
}
