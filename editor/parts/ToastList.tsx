import { useToasts } from './toasts'

/** Shows toasts at the bottom, and reads them out. */
export function ToastList() {
  const { shown, drop } = useToasts()
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <div key={toast.id} className={`toast ${toast.tone}`}>
          {toast.words}
          {toast.act && (
            <button
              type="button"
              onClick={() => {
                drop(toast.id)
                toast.act?.run()
              }}
            >
              {toast.act.words}
            </button>
          )}
        </div>
      ))}
    </div>
  )
}
