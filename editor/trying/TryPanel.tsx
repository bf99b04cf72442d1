import { useOpenFlow } from '../canvas/open-flow-context'
import './trying.css'
import { TryRun } from './TryRun'
import { TrySetup } from './TrySetup'
import { useTry } from './try-store'

/** Trying the flow out: what arrives and how it stands with the people, then the run that comes of it. */
export function TryPanel() {
  const { id } = useOpenFlow()
  const open = useTry((state) => state.open)
  const isTrying = open?.flowId === id
  return (
    <>
      {isTrying && <TryRun open={open} />}
      {/* Kept while a trial runs: what was filled in, and what came of the cases. */}
      <div hidden={isTrying}>
        <TrySetup />
      </div>
    </>
  )
}
