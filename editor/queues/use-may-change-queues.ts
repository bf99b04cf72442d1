import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../api/queries'

/** Whether who is signed in may change queues and give what waits to others. The server decides; this only spares people what it would refuse. */
export function useMayChangeQueues(): boolean {
  const { data: me } = useQuery(meQuery)
  return me?.user?.role === 'ops' || me?.user?.role === 'manager'
}
