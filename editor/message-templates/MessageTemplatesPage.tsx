import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { FileText, Plus } from 'lucide-react'
import { useState } from 'react'
import { contactChannels, purposes } from '#nodes/revops/gate/channels'
import { messageTemplatesQuery, type TemplateRow } from '../api/message-templates'
import { BarTools } from '../app/BarTools'
import { MessageTabs } from '../messages/MessageTabs'
import { BoneRows, Empty, Failed } from '../parts/states'
import { Ago } from '../parts/Time'
import { useListKeys } from '../parts/use-list-keys'
import { RecordTabs } from '../records/RecordTabs'
import { rich, t } from '../words/t'
import { NewTemplateSheet } from './NewTemplateSheet'

/** Words that flows send to people outside, kept in one place for several of them. */
export function MessageTemplatesPage() {
  const read = useQuery(messageTemplatesQuery)
  const [isNew, setNew] = useState(false)
  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Records')}</h1>
        <RecordTabs />
        <div className="grow" />
        <BarTools />
        <button type="button" className="btn sm solid" onClick={() => setNew(true)}><Plus aria-hidden="true" /> {t('New message template')}</button>
      </header>
      <div className="list-page">
        <MessageTabs />
        <div className="list-scroll">
          {read.isPending ? (
            <BoneRows label={t('Reading the message templates')} />
          ) : read.isError && !read.data ? (
            <Failed error={read.error} what={t('The message templates')} />
          ) : read.data.templates.length > 0 ? (
            <Walkable templates={read.data.templates} />
          ) : (
            <Empty icon={FileText} title={t('No message template yet')} action={<button type="button" className="btn solid" onClick={() => setNew(true)}>{t('Write the first one')}</button>}>{t('Words that several flows send are kept here. Who is under way gets the words that were there when their run began.')}</Empty>
          )}
        </div>
        <footer className="tfoot">
          {read.data && read.data.templates.length > 0 && <span className="num" role="status">{t('{count, plural, one {# message template} other {# message templates}}', { count: read.data.templates.length })}</span>}
          <span className="ml-auto">{rich('<key>j</key> <key>k</key> walk, <key>Enter</key> opens', { key: (words) => <span className="kbd">{words}</span> })}</span>
        </footer>
      </div>
      {isNew && <NewTemplateSheet onClose={() => setNew(false)} />}
    </main>
  )
}

function Walkable({ templates }: { templates: TemplateRow[] }) {
  const navigate = useNavigate()
  const open = (template: TemplateRow | undefined) => template && void navigate({ to: '/records/messages/templates/$id', params: { id: template.id } })
  const [at] = useListKeys(templates.length, (index) => open(templates[index]))
  return (
    <table className="list-table">
      <thead>
        <tr>
          <th style={{ width: '22%' }}>{t('Name')}</th>
          <th style={{ width: 110 }}>{t('By which way')}</th>
          <th style={{ width: 130 }}>{t('About what')}</th>
          <th>{t('Subject')}</th>
          <th style={{ width: '22%' }}>{t('Sent by')}</th>
          <th className="r" style={{ width: 150 }}>{t('Changed')}</th>
        </tr>
      </thead>
      <tbody>
        {templates.map((template, index) => {
          const { id, name, channel, purpose, subject, uses, changedAt, changedBy } = template
          const flows = uses.map((use) => (use.isLive ? use.name : t('{name} (draft)', { name: use.name }))).join(', ')
          return (
            <tr key={id} className={`opens ${index === at ? 'at' : ''}`} data-at={index === at} onClick={() => open(template)}>
              <td title={name}><Link to="/records/messages/templates/$id" params={{ id }} className="main-word" onClick={(event) => event.stopPropagation()}>{name}</Link></td>
              <td>{contactChannels[channel]}</td>
              <td>{purposes[purpose]}</td>
              <td title={subject}>{subject || <span className="quiet">–</span>}</td>
              <td title={flows}>{flows || <span className="quiet">{t('No flow yet')}</span>}</td>
              <td className="r quiet" title={changedBy}><Ago at={changedAt} /></td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
