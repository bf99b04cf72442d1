import { BoneRows } from '../parts/states'
import { t } from '../words/t'
import { Brand } from './Brand'

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
      <main className="main">
        <div className="bar" />
        <BoneRows label={t('Opening the page')} />
      </main>
    </div>
  )
}
