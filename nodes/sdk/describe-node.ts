import { findField } from '../revops/fields'
import type { Family, NodeDefinition, Outlet } from './define-node'
import { describeParams, type ParamDoc } from './describe-params'
import { t } from './t'

/** A kind of step as the docs page and the palette show it. */
export interface NodeDoc {
  type: string
  title: string
  family: Family
  icon: string
  description: string
  isCustom: boolean
  /** What its card says with the standard settings. */
  says: string
  params: ParamDoc[]
  /** Ways out with the standard settings; some nodes have others with other settings. */
  outlets: Outlet[]
  /** Record fields by name, beside those in its texts and conditions. */
  reads: string[]
  writes: string[]
}

const placeholders = { team: t('the team'), queue: t('the queue'), rota: t('the rota'), flow: t('the flow'), source: t('the source') }

/** Everything that its definition says of a node. A function of it that throws leaves its part empty. */
export function describeNode(definition: NodeDefinition, isCustom: boolean): NodeDoc {
  const { type, title, family, icon, description } = definition
  const standard = orElse(() => definition.params.parse({}), {})
  return {
    type, title, family, icon, description, isCustom,
    says: orElse(() => definition.summary(standard, { of: (kind) => placeholders[kind] }), ''),
    params: orElse(() => describeParams(definition), []),
    outlets: orElse(() => definition.outlets(standard), []),
    reads: orElse(() => definition.reads?.(standard).map(fieldName) ?? [], []),
    writes: orElse(() => definition.writes?.(standard).map(({ field }) => fieldName(field)) ?? [], []),
  }
}

function fieldName(path: string): string {
  return findField(path)?.label ?? path
}

function orElse<T>(ask: () => T, otherwise: T): T {
  try {
    return ask()
  } catch {
    return otherwise
  }
}
