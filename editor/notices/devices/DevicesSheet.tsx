import { useQuery } from '@tanstack/react-query'
import { pushQuery, type PushView } from '../../api/push'
import { BoneRows, Failed } from '../../parts/states'
import { Sheet } from '../../parts/Sheet'
import { t } from '../../words/t'
import { DeviceRow } from './DeviceRow'
import { ThisDevice } from './ThisDevice'

/** Where I am told, also while Watertight is closed: this browser, and my others. */
export function DevicesSheet({ onClose }: { onClose: () => void }) {
  const read = useQuery(pushQuery)
  return (
    <Sheet title={t('Notices on your devices')} onClose={onClose} className="devices" foot={<button type="button" className="btn" onClick={onClose}>{t('Close')}</button>}>
      {read.isPending ? <BoneRows rows={3} label={t('Reading your devices')} /> : !read.data ? <Failed error={read.error} what={t('Your devices')} /> : read.data.isOnRoster ? <Devices view={read.data} /> : (
        <p>{t('Notices go to people on the roster, and you are not on it.')}</p>
      )}
    </Sheet>
  )
}

function Devices({ view }: { view: PushView }) {
  const { devices, most } = view
  return (
    <div className="stack">
      <p className="quiet">{t('Offers and whatever waits for you show on these at once, beside the e-mail and the bell.')}</p>
      <ThisDevice view={view} />
      <section aria-labelledby="devices-title">
        <h3 id="devices-title">{t('Your devices')} <span className="quiet num">{devices.length}</span></h3>
        {devices.length === 0 ? <p className="quiet">{t('None yet. Open Watertight on your phone, too, and turn it on there.')}</p> : <ul className="device-list">{devices.map((device) => <DeviceRow key={device.id} device={device} />)}</ul>}
        {devices.length >= most && <p className="quiet">{t('{most} are the most. Remove one to turn on another.', { most })}</p>}
      </section>
    </div>
  )
}
