import { useNavigate, useSearch } from '@tanstack/react-router'
import { Sparkles } from 'lucide-react'
import { use } from 'react'
import { OpenFlowContext } from '../canvas/open-flow-context'
import { t } from '../words/t'

/** What to do next with a flow that was just made from a template or a file. */
export function MadeNotice() {
  const { made } = useSearch({ from: '/frame/flows/$id' })
  const navigate = useNavigate({ from: '/flows/$id' })
  const open = use(OpenFlowContext)
  if (made === undefined || !open?.isChecked) return null
  const errors = open.diagnostics.filter((each) => each.severity === 'error').length
  return (
    <div className="notice accent" role="status">
      <Sparkles aria-hidden="true" />
      <span>
        {made === 'template' ? t('Your flow is made, as a draft.') : t('The flow was imported, as a draft.')}{' '}
        {errors > 0 ? t('{errors, plural, one {# problem is} other {# problems are}} listed below: settle them, then publish. Nothing starts it before.', { errors }) : t('Look through it, change what you like, then publish it. Nothing starts it before.')}
      </span>
      <button type="button" className="btn sm" onClick={() => void navigate({ search: (old) => ({ ...old, made: undefined }), replace: true })}>{t('Got it')}</button>
    </div>
  )
}
