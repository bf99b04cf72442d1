import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useDeferredValue, useEffect, useState } from 'react'
import { leadChoicesQuery } from '../api/leads'
import { type TemplateChannel, templateLookQuery } from '../api/message-templates'
import { usePreviewLead } from '../inspector/text/preview-lead'
import { MailFrame } from '../mailbox/MailFrame'
import { BoneRows, Failed } from '../parts/states'
import { t } from '../words/t'

const pauseMs = 300

interface Props {
  channel: TemplateChannel
  subject: string
  body: string
}

/** The message as a lead would get it, in each of its forms, a moment behind what is written; and what is wrong with it. */
export function TemplateLook({ channel, subject, body }: Props) {
  const [search, setSearch] = useState('')
  const chosen = usePreviewLead((state) => state.id)
  const choose = usePreviewLead((state) => state.choose)
  const found = useQuery({ ...leadChoicesQuery(useDeferredValue(search.trim())), placeholderData: keepPreviousData })
  const leads = found.data?.leads.slice(0, 20) ?? []
  const words = usePaused({ subject, body })
  const look = useQuery(templateLookQuery({ channel, ...words, ...(chosen && { leadId: chosen }) }))
  const { data } = look
  return (
    <section className="words-look" aria-label={t('Preview')}>
      <div className="preview-for">
        <input className="field small" aria-label={t('Find a lead for the preview')} placeholder={t('Find a lead')} value={search} onChange={(event) => setSearch(event.target.value)} />
        <select className="field small" aria-label={t('Lead for the preview')} value={chosen ?? ''} onChange={(event) => choose(event.target.value || undefined)}>
          <option value="">{t('An invented lead')}</option>
          {chosen && !leads.some((lead) => lead.id === chosen) && <option value={chosen}>{t('The lead chosen before')}</option>}
          {leads.map((lead) => <option key={lead.id} value={lead.id}>{[lead.name ?? lead.email ?? t('Without a name'), lead.company].filter(Boolean).join(', ')}</option>)}
        </select>
      </div>
      {look.isPending ? <BoneRows rows={6} label={t('Filling the preview')} /> : look.isError && !data ? <Failed error={look.error} what={t('The preview')} /> : data && (
        <>
          {data.problems.map((problem) => <p key={problem} className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{problem}</p>)}
          {data.gaps > 0 && <p className="wrong-words" role="status"><CircleAlert aria-hidden="true" />{t('{gaps, plural, one {One field is} other {# fields are}} empty for this lead. It would not be sent: a person would be asked.', { gaps: data.gaps })}</p>}
          {data.parts !== null && <p className={data.parts > data.mostParts ? 'wrong-words' : 'help'} role="status">{t('{parts, plural, one {One part} other {# parts}} of at most {most}; each is paid for.', { parts: data.parts, most: data.mostParts })}</p>}
          {data.text === null ? <p className="help">{t('The preview comes once the text can be read.')}</p> : (
            <>
              {channel === 'email' && <p className="look-subject"><span className="quiet">{t('Subject')}</span> <b>{data.subject}</b></p>}
              <div className={`looks ${data.html === null ? 'one' : ''}`}>
                {data.html !== null && <figure><figcaption className="lab">{t('As it arrives')}</figcaption><MailFrame html={data.html} /></figure>}
                <figure>
                  <figcaption className="lab">{data.html === null ? t('As it arrives') : t('As plain text')}</figcaption>
                  {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, also by keys */}
                  <section className="written" tabIndex={0} aria-label={t('As plain text')}><p>{data.text}</p></section>
                </figure>
              </div>
            </>
          )}
        </>
      )}
    </section>
  )
}

/** The newest value once nothing has changed for a moment. */
function usePaused<Value extends object>(value: Value): Value {
  const [paused, setPaused] = useState(value)
  const text = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(JSON.parse(text) as Value), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return paused
}
