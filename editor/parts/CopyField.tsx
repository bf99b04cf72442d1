import { Copy } from 'lucide-react'
import { t } from '../words/t'
import { sayError, useToasts } from './toasts'

/** Something to be copied elsewhere, whole; `copied` is said when it was. */
export function CopyField({ value, label, copied, isMain = false }: { value: string; label: string; copied: string; isMain?: boolean }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
      useToasts.getState().say(copied)
    } catch {
      // Browsers forbid this on pages without TLS; the field is there to copy from by hand.
      sayError(new Error(t('The browser does not let pages copy here. Choose the text and copy it by hand.')))
    }
  }
  return (
    <div className="flex gap-2">
      <input className="field mono" readOnly value={value} aria-label={label} onFocus={(event) => event.target.select()} />
      <button type="button" className={`btn ${isMain ? 'solid' : ''}`} onClick={() => void copy()}><Copy aria-hidden="true" /> {t('Copy')}</button>
    </div>
  )
}
