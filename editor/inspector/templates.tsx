import type { ArrayFieldItemTemplateProps, ArrayFieldTemplateProps, FieldTemplateProps, ObjectFieldTemplateProps } from '@rjsf/utils'
import { ArrowDown, ArrowUp, ChevronRight, Plus, X } from 'lucide-react'
import { FieldWords } from './FieldWords'
import type { FormData, FormSchema, NodeFormContext } from './form-context'
import { t } from '../words/t'

/** One field: its name, itself, and what is wrong with it or what it is for. Groups bring their own heading. */
export function FieldTemplate(props: FieldTemplateProps<FormData, FormSchema, NodeFormContext>) {
  const { id, label, children, rawErrors = [], rawDescription, hidden, schema, uiSchema } = props
  if (hidden) return <div hidden>{children}</div>
  const isGroup = schema.type === 'object' && !uiSchema?.['ui:field']
  const isRoot = id === 'root'
  if (isRoot) return <>{children}</>
  if (isGroup) return <div className="form-field">{children}</div>
  // Texts draw their name themselves, beside "Insert a field".
  const hasOwnLabel = String(uiSchema?.['ui:widget']).startsWith('template-')
  const isLabelable = !uiSchema?.['ui:field'] && schema.type !== 'array'
  return (
    <div className="form-field">
      {hasOwnLabel ? null : isLabelable ? (
        <label className="lab" htmlFor={id}>{label}</label>
      ) : (
        <div className="lab" id={`${id}__label`}>{label}</div>
      )}
      {children}
      <FieldWords id={`${id}__words`} errors={schema.type === 'array' && schema.items && !uiSchema?.['ui:field'] ? [] : rawErrors} help={rawDescription} />
    </div>
  )
}

/** The fields of a step, the rare ones folded away. Within it: fields side by side. */
export function ObjectFieldTemplate(props: ObjectFieldTemplateProps<FormData, FormSchema, NodeFormContext>) {
  const { fieldPathId, properties, title, description, registry } = props
  const { advanced, isAdvancedStandard } = registry.formContext
  if (fieldPathId.path.length > 0) {
    return (
      <fieldset>
        {title && fieldPathId.path.length === 1 && <legend className="lab">{title}</legend>}
        {description && fieldPathId.path.length === 1 && <p className="help">{description}</p>}
        <div className={fieldPathId.path.length === 1 && properties.length > 2 ? 'sub-fields' : ''}>{properties.map((property) => property.content)}</div>
      </fieldset>
    )
  }
  const rare = properties.filter((property) => advanced.includes(property.name))
  return (
    <>
      {properties.filter((property) => !advanced.includes(property.name)).map((property) => property.content)}
      {rare.length > 0 && (
        <details className="advanced">
          <summary>
            <ChevronRight className="s" aria-hidden="true" /> {t('Advanced')}
            <span className="end">{isAdvancedStandard ? t('as standard') : t('changed')}</span>
          </summary>
          {rare.map((property) => property.content)}
        </details>
      )}
    </>
  )
}

/** A list of things that each have fields. */
export function ArrayFieldTemplate({ items, canAdd, onAddClick, title }: ArrayFieldTemplateProps<FormData[], FormSchema, NodeFormContext>) {
  return (
    <div className="items">
      {items}
      {canAdd && (
        <button type="button" className="btn sm" onClick={onAddClick}>
          <Plus aria-hidden="true" /> {items.length === 0 ? t('Add to “{list}”', { list: title }) : t('Add another')}
        </button>
      )}
    </div>
  )
}

export function ArrayFieldItemTemplate({ children, buttonsProps }: ArrayFieldItemTemplateProps<FormData, FormSchema, NodeFormContext>) {
  return (
    <div className="item">
      {children}
      <div className="item-tools">
        {buttonsProps.hasMoveUp && (
          <button type="button" className="btn icon xs plain" aria-label={t('Move this one up')} title={t('Move up')} onClick={buttonsProps.onMoveUpItem}>
            <ArrowUp aria-hidden="true" />
          </button>
        )}
        {buttonsProps.hasMoveDown && (
          <button type="button" className="btn icon xs plain" aria-label={t('Move this one down')} title={t('Move down')} onClick={buttonsProps.onMoveDownItem}>
            <ArrowDown aria-hidden="true" />
          </button>
        )}
        {buttonsProps.hasRemove && (
          <button type="button" className="btn icon xs plain" aria-label={t('Remove this one')} title={t('Remove')} onClick={buttonsProps.onRemoveItem}>
            <X aria-hidden="true" />
          </button>
        )}
      </div>
    </div>
  )
}
