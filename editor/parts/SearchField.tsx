import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'

const searchPauseMs = 250

/** A search that is sent when its writer pauses; `/` leads to it from anywhere on the page. */
export function SearchField({ q, label, placeholder, onSearch }: { q: string | undefined; label: string; placeholder: string; onSearch: (q: string | undefined) => void }) {
  const [text, setText] = useState(q ?? '')
  const field = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const shown = useRef(q)
  useEffect(() => {
    // Somebody else changed the search: the back button, a view, or “clear filters”.
    if (q === shown.current) return
    shown.current = q
    setText(q ?? '')
  }, [q])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, dialog'))) return
      event.preventDefault()
      field.current?.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onKey)
      clearTimeout(timer.current)
    }
  }, [])
  const search = (value: string) => {
    setText(value)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      shown.current = value.trim() || undefined
      onSearch(shown.current)
    }, searchPauseMs)
  }
  return (
    <label className="field small" style={{ width: 240 }}>
      <Search className="s" aria-hidden="true" />
      <input ref={field} aria-label={label} placeholder={placeholder} value={text} maxLength={200} onChange={(event) => search(event.target.value)} />
    </label>
  )
}
