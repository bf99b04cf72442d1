import { Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { Empty } from '../parts/states'

export function NotFound() {
  return (
    <main className="grid h-full">
      <Empty icon={Compass} title="There is no such page" action={<Link to="/flows" className="btn">Go to the flows</Link>}>
        It may have been moved or removed.
      </Empty>
    </main>
  )
}
