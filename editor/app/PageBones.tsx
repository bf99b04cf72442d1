import { BoneRows } from '../parts/states'
import { t } from '../words/t'

/** Where a page will be, while its code is on its way. */
export function PageBones() {
  return (
    <main className="main">
      <div className="bar" />
      <BoneRows label={t('Opening the page')} />
    </main>
  )
}
