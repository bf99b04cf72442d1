import type { NodeDefinition, Outlet } from '#nodes/sdk/define-node'

const families = ['trigger', 'condition', 'routing', 'wait', 'message', 'record', 'people', 'control', 'end']
const sides = ['down', 'right', 'left']

/** Kinds of handlers by what a node lowers to. The others move the plan itself, and only the library has those. */
const kinds = { branch: 'branch', set: 'branch', records: 'records', effect: 'effect', sleep: 'sleep', await: 'await', forEach: 'list' } as const

export type CodeKind = (typeof kinds)[keyof typeof kinds]

/** What is needed of zod, from whichever copy the definition was made with. */
interface Zod {
  toJSONSchema(schema: unknown, options: object): { type?: unknown }
}

/**
 * Looks whether a value is a definition that everything else can rely on, by asking it about its standard settings. Throws
 * an Error in words for the author. Calls the definition's own functions: only in a thread that can be ended.
 */
export function checkDefinition(value: unknown, type: string, zod: Zod): { definition: NodeDefinition; kind: CodeKind } {
  if (typeof value !== 'object' || value === null) throw new Error('Its default export must be a definition: export default defineNode({ … }).')
  const definition = value as NodeDefinition
  if (definition.type !== type) throw new Error(`Its type is “${String(definition.type)}”, and must be “${type}” as its folder is called.`)
  for (const name of ['title', 'description', 'icon'] as const) {
    if (typeof definition[name] !== 'string' || definition[name].trim() === '') throw new Error(`It needs a ${name}: a text.`)
  }
  if (!families.includes(definition.family)) throw new Error(`Its family is “${String(definition.family)}”, and must be one of ${families.join(', ')}.`)
  for (const name of ['outlets', 'summary', 'lower'] as const) {
    if (typeof definition[name] !== 'function') throw new Error(`It needs ${name}: a function of its params.`)
  }
  const params = standardParams(definition, zod)
  const outlets = checkOutlets(definition.outlets(params))
  if (typeof definition.summary(params, { of: (_kind, id) => id }) !== 'string') throw new Error('Its summary must give a text.')
  return { definition, kind: kindOf(definition, params, outlets) }
}

function standardParams({ params }: NodeDefinition, zod: Zod): unknown {
  if (typeof params !== 'object' || params === null || !('_zod' in params) || typeof params.safeParse !== 'function') {
    throw new Error('Its params must be a zod object: params: z.object({ … }).')
  }
  let schema: { type?: unknown }
  try {
    schema = zod.toJSONSchema(params, { target: 'draft-7', io: 'input' })
  } catch (error) {
    throw new Error(`Its params hold something that no form can show: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (schema.type !== 'object') throw new Error('Its params must be a zod object: params: z.object({ … }).')
  const standard = params.safeParse({})
  if (!standard.success) {
    const names = [...new Set(standard.error.issues.map((issue) => issue.path.join('.') || 'params'))]
    throw new Error(`A step is placed before anybody has set anything, so each param needs a standard: give ${names.join(', ')} a .default(…).`)
  }
  return standard.data
}

function checkOutlets(outlets: unknown): Outlet[] {
  if (!Array.isArray(outlets) || outlets.length === 0) throw new Error('Its outlets must give at least one way out.')
  for (const each of outlets as Partial<Outlet>[]) {
    if (typeof each?.name !== 'string' || !/^[A-Za-z][\w-]{0,39}$/.test(each.name)) throw new Error(`A way out is called “${String(each?.name)}”; use letters and digits, as in “yes”.`)
    if (typeof each.label !== 'string') throw new Error(`The way out “${each.name}” needs a label, which may be empty.`)
    if (!sides.includes(each.side ?? '')) throw new Error(`The way out “${each.name}” needs a side: down, right or left.`)
  }
  const names = (outlets as Outlet[]).map((each) => each.name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new Error(`Two ways out are called “${twice}”.`)
  return outlets as Outlet[]
}

function kindOf(definition: NodeDefinition, params: unknown, outlets: Outlet[]): CodeKind {
  const lowered = definition.lower(params)
  const kind = Object.hasOwn(kinds, lowered?.op) ? kinds[lowered.op as keyof typeof kinds] : undefined
  if (!kind) throw new Error(`It lowers to “${String(lowered?.op)}”, and a custom node may lower to ${Object.keys(kinds).join(', ')}.`)
  const named = lowered.op === 'sleep' ? lowered.outlet : lowered.op === 'await' ? lowered.timeout : undefined
  if (named !== undefined && !outlets.some((each) => each.name === named)) throw new Error(`It lowers to ${lowered.op} with the way out “${named}”, which is none of its outlets.`)
  return kind
}
