import { QueryClientProvider } from '@tanstack/react-query'
import { type AnyRoute, RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from '../api/query-client'
import { createAppRouter } from './router'
import { ToastList } from '../parts/ToastList'

const client = createQueryClient(() => {
  if (router.state.location.pathname === '/sign-in') return
  void router.navigate({ to: '/sign-in', search: { back: router.state.location.href } })
})
const router = createAppRouter(client)
// The code of the page that is opened comes while the server is asked who is here, not after.
const routes: Record<string, AnyRoute | undefined> = router.routesById
for (const { routeId } of router.matchRoutes(router.latestLocation)) {
  const route = routes[routeId]
  if (route) void router.loadRouteChunk(route)
}

const root = document.getElementById('root')
if (!root) throw new Error('editor: index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
      <ToastList />
    </QueryClientProvider>
  </StrictMode>,
)
