import type { NodeDefinition } from '#nodes/sdk/define-node'
import { t } from '../words/t'

/** The form of a step while its code is being fetched: as many fields as it will have, each where it will be. */
export function FormBones({ definition }: { definition: NodeDefinition }) {
  const fields = Object.keys((definition.params as { shape?: object }).shape ?? {}).slice(0, 6)
  return (
    <div aria-busy="true" role="status" aria-label={t('The settings are being fetched')}>
      {fields.map((field) => (
        <div key={field} className="form-field">
          <span className="bone" style={{ height: 18, width: 120 }} />
          <span className="bone" style={{ height: 34, marginTop: 5 }} />
        </div>
      ))}
    </div>
  )
}
