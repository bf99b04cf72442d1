import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
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
