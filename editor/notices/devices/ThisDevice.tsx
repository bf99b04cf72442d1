import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useId } from 'react'
import { pushApi, pushQuery, type PushView } from '../../api/push'
import { meQuery } from '../../api/queries'
import { sayError } from '../../parts/toasts'
import { t } from '../../words/t'
import { stateWords } from './device-words'
import { usePushHere } from './push-here'

/** Whether I am told in the browser that I look at. It asks for the permission only upon the click. */
export function ThisDevice({ view }: { view: PushView }) {
  const client = useQueryClient()
  const me = useQuery(meQuery).data?.user
  const { state, isBusy, wasLeftOpen, problem, turnOn, turnOff } = usePushHere()
  const helpId = useId()

  async function change(isOn: boolean) {
    if (isOn && me) await turnOn(me.id)
    else {
      await turnOff()
      const here = view.devices.find(({ isThis }) => isThis)
      if (here) await pushApi.remove(here.id).catch(sayError)
    }
    await client.invalidateQueries({ queryKey: pushQuery.queryKey })
  }

  return (
    <div className="device-here">
      <label>
        {t('Tell me on this device')}
        <input type="checkbox" className="switch" aria-describedby={helpId} checked={state === 'on'} disabled={isBusy || (state !== 'on' && state !== 'off')} onChange={(event) => void change(event.target.checked)} />
      </label>
      <p id={helpId} className="quiet" aria-live="polite">{stateWords(state, { isBusy, wasLeftOpen })}</p>
      {problem && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{problem}</p>}
    </div>
  )
}
