import { useToasts } from './toasts'

/** Shows toasts at the bottom, and reads them out. */
export function ToastList() {
  const shown = useToasts((state) => state.shown)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <div key={toast.id} className={`toast ${toast.tone}`}>
          {toast.words}
        </div>
      ))}
    </div>
  )
}
