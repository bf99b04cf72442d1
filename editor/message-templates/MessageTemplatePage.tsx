import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useBlocker, useNavigate, useParams } from '@tanstack/react-router'
import { ChevronRight, CircleAlert, Trash2 } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { contactChannels } from '#nodes/revops/gate/channels'
import type { MessageWords } from '#nodes/revops/mail/message-words'
import { messageTemplateQuery, messageTemplatesApi, type WholeTemplate } from '../api/message-templates'
import { BarTools } from '../app/BarTools'
import { Sheet } from '../parts/Sheet'
import { BoneRows, Failed } from '../parts/states'
import { sayError, useToasts } from '../parts/toasts'
import { t } from '../words/t'
import { TemplateForm } from './TemplateForm'
import { TemplateLook } from './TemplateLook'
import { TemplateUses } from './TemplateUses'
import { TemplateVersions } from './TemplateVersions'

/** One message template: its words, how they read for a lead, what they were before, and which flows send them. */
export function MessageTemplatePage() {
  const { id } = useParams({ from: '/frame/records/messages/templates/$id' })
  const read = useQuery(messageTemplateQuery(id))
  return read.data ? <Open key={id} template={read.data} /> : (
    <main className="main">
      <header className="bar"><Crumbs /><h1>{t('Message template')}</h1><div className="grow" /><BarTools /></header>
      {read.isPending ? <BoneRows rows={10} label={t('Reading the message template')} /> : <Failed error={read.error} what={t('The message template')} />}
    </main>
  )
}

function Crumbs() {
  return <nav className="crumbs" aria-label={t('Where this is')}><Link to="/records/messages/templates">{t('Message templates')}</Link> <ChevronRight className="s" aria-hidden="true" /></nav>
}

function wordsOf({ versions: [newest] }: WholeTemplate): MessageWords {
  return { purpose: newest?.purpose ?? 'inquiry', subject: newest?.subject ?? '', body: newest?.body ?? '', tracksClicks: newest?.tracksClicks ?? false }
}

function Open({ template }: { template: WholeTemplate }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { id, channel, newest, uses } = template
  // What others save meanwhile does not change what stands here; saving says so.
  const [seen, setSeen] = useState({ base: newest, name: template.name, words: wordsOf(template) })
  const [name, setName] = useState(template.name)
  const [words, setWords] = useState(seen.words)
  const [isLeaving, setLeaving] = useState(false)
  const isChanged = name !== seen.name || JSON.stringify(words) !== JSON.stringify(seen.words)
  const again = () => Promise.all([client.invalidateQueries({ queryKey: ['message-templates'] }), client.invalidateQueries({ queryKey: ['references'] })])
  const save = useMutation({
    mutationFn: () => messageTemplatesApi.change(id, { name, base: seen.base, words }),
    onSuccess: async ({ number }) => {
      setSeen({ base: number, name, words })
      useToasts.getState().say(t('Saved as version {number}. Runs that begin from now on write with it.', { number }))
      await again()
    },
  })
  const restore = useMutation({
    mutationFn: (number: number) => messageTemplatesApi.restore(id, { number, base: seen.base }),
    onSuccess: async ({ number }, restored) => {
      const old = template.versions.find((version) => version.number === restored)
      if (old) {
        const { purpose, subject, body, tracksClicks } = old
        setWords({ purpose, subject, body, tracksClicks })
        setSeen((before) => ({ ...before, base: number, words: { purpose, subject, body, tracksClicks } }))
      }
      useToasts.getState().say(t('Version {restored} is back, as version {number}.', { restored, number }))
      await again()
    },
    onError: sayError,
  })
  const remove = useMutation({
    mutationFn: () => messageTemplatesApi.remove(id),
    onSuccess: async () => {
      await navigate({ to: '/records/messages/templates', ignoreBlocker: true })
      await again()
    },
  })
  useBlocker({ shouldBlockFn: () => isChanged && !window.confirm(t('Leave without saving? What you wrote is lost then.')), enableBeforeUnload: () => isChanged })
  const { mutate, isPending } = save
  const keep = useCallback(() => {
    if (isChanged && !isPending) mutate()
  }, [isChanged, isPending, mutate])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      keep()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [keep])
  const live = uses.filter(({ isLive }) => isLive)
  return (
    <main className="main">
      <header className="bar">
        <Crumbs />
        <h1 className="truncate">{seen.name}</h1>
        <span className="chip flat">{contactChannels[channel]}</span>
        <span className="quiet">{isChanged ? t('Not saved yet') : t('Version {number}', { number: seen.base })}</span>
        <div className="grow" />
        <BarTools />
        <button type="button" className="btn icon plain" aria-label={t('Delete this template')} title={t('Delete this template')} onClick={() => setLeaving(true)}><Trash2 aria-hidden="true" /></button>
        <button type="button" className="btn sm solid" disabled={!isChanged || save.isPending} onClick={keep}>{t('Save')}</button>
      </header>
      <div className="words-split">
        <div className="words-write">
          {save.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{save.error.message}</p>}
          <TemplateForm channel={channel} name={name} words={words} onName={setName} onWords={setWords} />
          <TemplateUses uses={uses} />
          <TemplateVersions versions={template.versions} isBusy={isChanged || restore.isPending} onRestore={(number) => restore.mutate(number)} />
        </div>
        <TemplateLook channel={channel} subject={words.subject} body={words.body} />
      </div>
      {isLeaving && (
        <Sheet
          title={t('Delete “{name}”?', { name: seen.name })}
          onClose={() => setLeaving(false)}
          foot={
            <>
              <button type="button" className="btn" onClick={() => setLeaving(false)}>{t('Keep it')}</button>
              <button type="button" className="btn danger" disabled={live.length > 0 || remove.isPending} onClick={() => remove.mutate()}>{t('Delete it')}</button>
            </>
          }
        >
          <p>{live.length > 0 ? t('It cannot be deleted while flows send it: {flows}. Choose another template there and publish.', { flows: live.map((flow) => flow.name).join(', ') }) : t('No published flow sends it. Runs that are under way with it still write its words.')}</p>
          {remove.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{remove.error.message}</p>}
        </Sheet>
      )}
    </main>
  )
}
