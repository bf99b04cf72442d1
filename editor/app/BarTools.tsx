import { NoticeBell } from '../notices/NoticeBell'
import { CommandButton } from './CommandButton'

/** What stands in the bar of every page: the command menu and the bell. */
export function BarTools() {
  return (
    <>
      <CommandButton />
      <NoticeBell />
    </>
  )
}
