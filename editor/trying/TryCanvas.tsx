import { ReactFlowProvider } from '@xyflow/react'
import { useMemo } from 'react'
import { VirtualClock } from '../api/clock'
import { useOpenFlow } from '../canvas/open-flow-context'
import { viewNodes } from '../canvas/project-flow'
import { Announcements } from '../parts/Announcements'
import { RunCanvas } from '../runs/RunCanvas'
import { projectTry } from './project-try'
import { type Trying, useTry } from './try-store'

/** The flow with the run that is tried out on it: the way taken stronger, where it stands lit. */
export function TryCanvas({ open }: { open: Trying }) {
  const { names } = useOpenFlow()
  const { chosen, choose } = useTry()
  const views = useMemo(() => viewNodes(open.document, names), [open.document, names])
  const projected = useMemo(() => projectTry(open, views), [open, views])
  return (
    <VirtualClock value={open.state.clock}>
      <ReactFlowProvider>
        <RunCanvas document={open.document} views={views} projected={projected} chosen={chosen?.nodeId ?? projected.standsAt} onChoose={(nodeId) => choose(nodeId === undefined ? undefined : { nodeId })} />
      </ReactFlowProvider>
      <Announcements />
    </VirtualClock>
  )
}
