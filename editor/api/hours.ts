import { queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { BusinessHours } from '#nodes/revops/business-time'
import type { Api } from '#server/app'
import { read } from './read'

const { api: server } = hc<Api>('/', { init: { credentials: 'same-origin' } })

export const hoursApi = {
  read: () => read<{ hours: BusinessHours }>(server.calendar.$get()),
  change: (json: BusinessHours) => read<{ hours: BusinessHours }>(server.calendar.$put({ json })),
}

/** When people work here. */
export const hoursQuery = queryOptions({ queryKey: ['hours'], queryFn: hoursApi.read })
