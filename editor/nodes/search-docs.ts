import type { Family } from '#nodes/sdk/define-node'
import type { NodeDoc } from '#nodes/sdk/describe-node'
import { familyWords } from '../palette/palette-groups'
import { t } from '../words/t'

/** Kinds of steps in which every word of the search stands somewhere: name, description, settings, ways out, fields. */
export function searchDocs(docs: NodeDoc[], text: string): NodeDoc[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return docs
  return docs.filter((doc) => {
    const whole = wordsOf(doc).toLowerCase()
    return words.every((word) => whole.includes(word))
  })
}

/** By family, in the order in which a flow is usually built. */
export function groupDocs(docs: NodeDoc[]): { family: Family; docs: NodeDoc[] }[] {
  return (Object.keys(familyWords) as Family[]).map((family) => ({ family, docs: docs.filter((doc) => doc.family === family) })).filter((group) => group.docs.length > 0)
}

function wordsOf({ type, title, family, description, isCustom, params, outlets, reads, writes }: NodeDoc): string {
  const settings = params.flatMap((param) => [param.title, param.kind, ...param.choices])
  return [type, title, familyWords[family], description, isCustom ? t('custom') : '', ...settings, ...outlets.map((each) => each.label), ...reads, ...writes].join(' ')
}
