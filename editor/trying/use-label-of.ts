import { useCallback } from 'react'
import { useOpenFlow } from '../canvas/open-flow-context'
import { useFlow } from '../canvas/store/flow-context'
import { t } from '../words/t'

/** What a step of the open flow is called; with a way out, what that is called. */
export function useLabelOf(): (nodeId: string, outlet?: string | null) => string {
  const nodes = useFlow((state) => state.document.nodes)
  const { views } = useOpenFlow()
  return useCallback(
    (nodeId, outlet) => {
      if (outlet === undefined) return nodes.find((node) => node.id === nodeId)?.label ?? t('a step that is gone')
      const label = views.get(nodeId)?.outlets.find((each) => each.name === outlet)?.label
      return label || (outlet ?? t('none, it stays there'))
    },
    [nodes, views],
  )
}
