import type { FlowDocument } from '#engine/graph/flow'
import { api } from '../api'
import { ApiError, isUnreachable } from '../api/api-error'
import { dropLocalDraft, keepLocalDraft } from './local-draft'
import type { FlowStore } from './store/flow-store'

/** Typing is not held up by the copy: a large flow takes some ms to write. */
const copyPauseMs = 300
const pauseMs = 800
const retryMs = 4_000

/**
 * Saves the draft of an open flow: a copy in this browser within 300 ms, also when the page is left; the server 800 ms after the last change, one
 * request at a time. A draft that the server refused or could not take stays in the browser and is said on the page.
 */
export class Autosave {
  private timer: ReturnType<typeof setTimeout> | undefined
  private copyTimer: ReturnType<typeof setTimeout> | undefined
  private isBusy = false
  private saving = Promise.resolve()
  private savedDocument: unknown
  private readonly flowId: string
  private readonly store: FlowStore
  private readonly onSaved: (document: FlowDocument, rev: number) => void

  constructor(flowId: string, store: FlowStore, onSaved: (document: FlowDocument, rev: number) => void) {
    this.flowId = flowId
    this.store = store
    this.onSaved = onSaved
    this.savedDocument = store.getState().document
  }

  /** Begins to follow changes; returns how to stop. Whatever is unsaved then is sent on its way. */
  start(): () => void {
    const stop = this.store.subscribe((now, before) => {
      if (now.document === before.document) return
      if (now.document === this.savedDocument) return this.onBackAtSaved()
      this.copyTimer ??= setTimeout(this.keepCopy, copyPauseMs)
      if (now.save.kind === 'conflict') return
      if (now.save.kind !== 'offline') now.setSave({ kind: 'changed' })
      this.schedule(pauseMs)
    })
    window.addEventListener('pagehide', this.keepCopy)
    return () => {
      stop()
      window.removeEventListener('pagehide', this.keepCopy)
      this.keepCopy()
      clearTimeout(this.timer)
      void this.saveNow()
    }
  }

  /** Undone to what the server has: nothing is left to keep. */
  private onBackAtSaved(): void {
    if (this.isBusy) return
    this.forgetCopy()
    dropLocalDraft(this.flowId)
    const { save, setSave } = this.store.getState()
    if (save.kind === 'changed') setSave({ kind: 'saved', at: Date.now() })
  }

  /** Writes the copy that is still to be written. */
  private readonly keepCopy = (): void => {
    if (this.copyTimer === undefined) return
    this.forgetCopy()
    const { document, rev } = this.store.getState()
    if (document !== this.savedDocument) keepLocalDraft(this.flowId, { document, rev, at: Date.now() })
  }

  private forgetCopy(): void {
    clearTimeout(this.copyTimer)
    this.copyTimer = undefined
  }

  /** A document that the server has, or that it must not be sent yet. */
  markSaved(document: unknown): void {
    this.savedDocument = document
  }

  private schedule(afterMs: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.saveNow(), afterMs)
  }

  /** Saves what is unsaved, after the save that is under way, if one is. Resolves when the server has answered; look at `save` for how it went. */
  saveNow(): Promise<void> {
    this.saving = this.saving.then(() => this.save())
    return this.saving
  }

  private async save(): Promise<void> {
    clearTimeout(this.timer)
    const { document, rev, setSave, setRev, save } = this.store.getState()
    if (save.kind === 'conflict' || document === this.savedDocument) return
    this.isBusy = true
    if (save.kind !== 'offline') setSave({ kind: 'saving' })
    try {
      const saved = await api.saveDraft(this.flowId, document, rev)
      this.savedDocument = document
      setRev(saved.rev)
      this.onSaved(document, saved.rev)
      if (this.store.getState().document === document) {
        this.forgetCopy()
        dropLocalDraft(this.flowId)
        setSave({ kind: 'saved', at: Date.now() })
      } else {
        keepLocalDraft(this.flowId, { document: this.store.getState().document, rev: saved.rev, at: Date.now() })
        setSave({ kind: 'changed' })
        this.schedule(pauseMs)
      }
    } catch (error) {
      this.onFailed(error)
    } finally {
      this.isBusy = false
    }
  }

  private onFailed(error: unknown): void {
    const { setSave } = this.store.getState()
    if (error instanceof ApiError && error.code === 'draft-changed') return setSave({ kind: 'conflict' })
    if (error instanceof ApiError && !isUnreachable(error)) return setSave({ kind: 'refused', message: error.message })
    setSave({ kind: 'offline' })
    this.schedule(retryMs)
  }
}
