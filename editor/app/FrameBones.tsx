import { Brand } from './Brand'
import { PageBones } from './PageBones'

/** The frame until the server has said who is looking: the rail at its place, and rows where the page will be. */
export function FrameBones() {
  return (
    <div className="frame">
      <div className="rail fold">
        <div className="brand">
          <Brand />
          <span>Watertight</span>
        </div>
      </div>
      <PageBones />
    </div>
  )
}
