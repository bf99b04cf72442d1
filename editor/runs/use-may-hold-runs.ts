import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../api/queries'

/** Whether who is signed in may pause and stop runs. The server decides; this only spares people what it would refuse. */
export function useMayHoldRuns(): boolean {
  const { data: me } = useQuery(meQuery)
  return me?.user?.role === 'ops' || me?.user?.role === 'manager'
}
