import { CircleAlert, TriangleAlert } from 'lucide-react'

interface Props {
  id: string
  errors: readonly string[]
  help?: string
  /** What is said does not block publishing. */
  isWarning?: boolean
}

/** What is wrong with a field, else what it is for. */
export function FieldWords({ id, errors, help, isWarning = false }: Props) {
  if (errors.length > 0) {
    const Icon = isWarning ? TriangleAlert : CircleAlert
    return (
      <div id={id} role={isWarning ? 'status' : 'alert'}>
        {[...new Set(errors)].map((error) => (
          <p key={error} className={isWarning ? 'wrong-words mild' : 'wrong-words'}>
            <Icon aria-hidden="true" /> {error}
          </p>
        ))}
      </div>
    )
  }
  return help ? <p id={id} className="help">{help}</p> : null
}
