import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { contactChannels, type Purpose, purposes } from '#nodes/revops/gate/channels'
import { messageTemplatesApi, messageTemplatesQuery, type TemplateChannel } from '../api/message-templates'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'

/** Begins a template: what it is called, by which way it goes and about what. Its words are written on its page. */
export function NewTemplateSheet({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [channel, setChannel] = useState<TemplateChannel>('email')
  const [purpose, setPurpose] = useState<Purpose>('inquiry')
  const make = useMutation({
    mutationFn: () => messageTemplatesApi.create({ name, channel, words: { purpose, subject: channel === 'email' ? name : '', body: 'Hello {{ lead.name | default: "there" }},', tracksClicks: false } }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: messageTemplatesQuery.queryKey })
      await navigate({ to: '/records/messages/templates/$id', params: { id } })
    },
  })
  return (
    <Sheet
      title={t('New message template')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form="new-template" className="btn solid" disabled={make.isPending}>{t('Begin to write')}</button>
        </>
      }
    >
      <form id="new-template" className="stack" onSubmit={(event) => { event.preventDefault(); make.mutate() }}>
        <div>
          <label className="lab" htmlFor="template-name">{t('Name')}</label>
          <input id="template-name" className="field" required maxLength={120} placeholder={t('Welcome, second message')} value={name} onChange={(event) => setName(event.target.value)} />
        </div>
        <div className="sub-fields">
          <div>
            <label className="lab" htmlFor="template-channel">{t('By which way')}</label>
            <select id="template-channel" className="field" value={channel} onChange={(event) => setChannel(event.target.value as TemplateChannel)}>
              {(['email', 'sms'] as const).map((each) => <option key={each} value={each}>{contactChannels[each]}</option>)}
            </select>
          </div>
          <div>
            <label className="lab" htmlFor="template-purpose">{t('About what')}</label>
            <select id="template-purpose" className="field" value={purpose} onChange={(event) => setPurpose(event.target.value as Purpose)}>
              {Object.entries(purposes).map(([each, words]) => <option key={each} value={each}>{words}</option>)}
            </select>
          </div>
        </div>
        {make.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{make.error.message}</p>}
      </form>
    </Sheet>
  )
}
