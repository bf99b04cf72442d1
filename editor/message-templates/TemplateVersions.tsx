import { useState } from 'react'
import type { TemplateVersion } from '../api/message-templates'
import { Sheet } from '../parts/Sheet'
import { Ago } from '../parts/Time'
import { exactWords } from '../parts/times'
import { t } from '../words/t'

interface Props {
  /** The newest first. */
  versions: TemplateVersion[]
  /** Something is not saved yet, or on its way. */
  isBusy: boolean
  onRestore: (number: number) => void
}

/** What a template has said before, with who wrote it and when; each can be brought back. */
export function TemplateVersions({ versions, isBusy, onRestore }: Props) {
  const [opened, setOpened] = useState<TemplateVersion>()
  const newest = versions[0]?.number
  return (
    <section>
      <h3 className="lab">{t('Versions')}</h3>
      <ul className="words-versions">
        {versions.map((version) => (
          <li key={version.number}>
            <button type="button" className="main-word" onClick={() => setOpened(version)}>{t('Version {number}', { number: version.number })}</button>
            <span className="quiet truncate">{version.restores === null ? version.createdBy : t('{name} brought back version {number}', { name: version.createdBy, number: version.restores })}</span>
            <span className="quiet"><Ago at={version.createdAt} /></span>
          </li>
        ))}
      </ul>
      {opened && (
        <Sheet
          className="message-sheet"
          title={t('Version {number}', { number: opened.number })}
          onClose={() => setOpened(undefined)}
          foot={
            <>
              {opened.number !== newest && <button type="button" className="btn" disabled={isBusy} title={isBusy ? t('Save or undo what you wrote first') : undefined} onClick={() => { onRestore(opened.number); setOpened(undefined) }}>{t('Bring it back')}</button>}
              <button type="button" className="btn solid" onClick={() => setOpened(undefined)}>{t('Close')}</button>
            </>
          }
        >
          <p className="quiet">{t('{name}, {when}', { name: opened.createdBy, when: exactWords(opened.createdAt) })}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, also by keys */}
          <section className="written" tabIndex={0} aria-label={t('What it said')}>{opened.subject && <b>{opened.subject}</b>}<p>{opened.body}</p></section>
        </Sheet>
      )}
    </section>
  )
}
