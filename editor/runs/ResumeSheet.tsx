import { useState } from 'react'
import { useNow } from '../api/clock'
import type { RunDetail } from '../api/types'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'
import { resumeWords } from './run-words'
import { useSteerRun } from './use-steer-run'

/** Asks what is to become of the dates of a paused run, and lets it go on. */
export function ResumeSheet({ run, onClose }: { run: RunDetail; onClose: () => void }) {
  const steer = useSteerRun(run.id)
  const [dates, setDates] = useState<'keep' | 'shift'>('keep')
  const words = resumeWords(run, useNow())
  const choices = [
    { dates: 'keep', title: t('Keep its dates'), words: words.keep },
    { dates: 'shift', title: t('Move its dates by the length of the pause'), words: words.shift },
  ] as const
  return (
    <Sheet
      title={t('Let this run go on')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Leave it paused')}</button>
          <button type="submit" form="resume-form" className="btn solid" disabled={steer.isPending}>{t('Let go on')}</button>
        </>
      }
    >
      <form
        id="resume-form"
        onSubmit={(event) => {
          event.preventDefault()
          steer.mutate(`resume-${dates}`, { onSuccess: onClose })
        }}
      >
        <fieldset className="run-choices">
          <legend className="lab">{t('What about its dates?')}</legend>
          {choices.map((choice) => (
            <label key={choice.dates}>
              <input type="radio" name="dates" checked={dates === choice.dates} onChange={() => setDates(choice.dates)} />
              <span>
                <b>{choice.title}</b>
                <span className="help">{choice.words}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {steer.error && <p className="wrong-words" role="alert">{steer.error.message}</p>}
      </form>
    </Sheet>
  )
}
