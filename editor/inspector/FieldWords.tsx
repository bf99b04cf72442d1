import { CircleAlert } from 'lucide-react'

/** What is wrong with a field, else what it is for. */
export function FieldWords({ id, errors, help }: { id: string; errors: readonly string[]; help?: string }) {
  if (errors.length > 0) {
    return (
      <div id={`${id}__words`} role="alert">
        {[...new Set(errors)].map((error) => (
          <p key={error} className="wrong-words">
            <CircleAlert aria-hidden="true" /> {error}
          </p>
        ))}
      </div>
    )
  }
  return help ? <p id={`${id}__words`} className="help">{help}</p> : null
}
