import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Laptop, Send, Smartphone, Trash2 } from 'lucide-react'
import { pushApi, type PushDevice, pushQuery } from '../../api/push'
import { Ago } from '../../parts/Time'
import { sayError } from '../../parts/toasts'
import { locale } from '../../words/language'
import { t } from '../../words/t'
import { deviceWords } from './device-words'
import { usePushHere } from './push-here'

const carried = new Set(['Android', 'iPhone', 'iPad'])

/** One device: what it is, when it was last reached, a test, and the way off the list. */
export function DeviceRow({ device }: { device: PushDevice }) {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: pushQuery.queryKey })
  const test = useMutation({ mutationFn: () => pushApi.test(device.id), onError: sayError, onSettled })
  const remove = useMutation({
    mutationFn: async () => {
      await pushApi.remove(device.id)
      if (device.isThis) await usePushHere.getState().turnOff()
    },
    onError: sayError,
    onSettled,
  })
  const name = deviceWords(device)
  const Icon = carried.has(device.system ?? '') ? Smartphone : Laptop
  return (
    <li>
      <Icon className="quiet" aria-hidden="true" />
      <div>
        <b className="med">{name}</b> {device.isThis && <span className="chip flat">{t('This device')}</span>}
        <p className="quiet">{t('On since {date}', { date: new Date(device.createdAt).toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric' }) })} · <Reached device={device} /></p>
        {device.failingSince !== null && device.waiting === 0 && <p className="device-problem">{t('Not reached since')} <Ago at={device.failingSince} />. {device.problem}</p>}
      </div>
      <button type="button" className="btn sm" disabled={device.waiting > 0 || test.isPending} aria-label={t('Send a test to {name}', { name })} onClick={() => test.mutate()}><Send aria-hidden="true" /> {t('Send a test')}</button>
      <button type="button" className="btn icon sm plain" disabled={remove.isPending} aria-label={t('Remove {name}', { name })} title={t('Remove')} onClick={() => remove.mutate()}><Trash2 aria-hidden="true" /></button>
    </li>
  )
}

function Reached({ device: { waiting, deliveredAt } }: { device: PushDevice }) {
  if (waiting > 0) return <span role="status">{t('on its way …')}</span>
  if (deliveredAt === null) return t('nothing has gone there yet')
  return <>{t('last reached')} <Ago at={deliveredAt} /></>
}
