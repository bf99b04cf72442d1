import { Check } from 'lucide-react'
import { t } from '../words/t'

const steps = [t('Choose a file'), t('Map columns'), t('Import'), t('Result')]

/** Where somebody is on the way from a file to leads. */
export function ImportSteps({ at }: { at: 0 | 1 | 2 | 3 }) {
  return (
    <ol className="import-steps" aria-label={t('Steps of the import')}>
      {steps.map((words, index) => (
        <li key={words} className={index === at ? 'on' : index < at ? 'past' : ''} aria-current={index === at ? 'step' : undefined}>
          <i aria-hidden="true">{index < at ? <Check /> : index + 1}</i> {words}
        </li>
      ))}
    </ol>
  )
}
