import type { MessagePort } from 'node:worker_threads'

/*
 * How the main thread and a node's thread speak. The main thread sits in an open transaction and must have its answer before
 * it goes on, so it sleeps on `signal` until something lies in the port, and takes it out itself.
 */

/** Places in `signal`. The first two are counters to sleep on; the others say how the node's thread is. */
export const place = { toMain: 0, toThread: 1, isReady: 2, ended: 3 } as const
export const places = 4

/** Why a node's thread is gone. */
export const endedBy = { exit: 1, memory: 2, error: 3 } as const

/** What the supervisor is told. */
export type ToSupervisor =
  | { kind: 'start'; id: number; seed: NodeSeed; heapMb: number }
  | { kind: 'end'; id: number }

/** All that a node's thread is given. */
export interface NodeSeed {
  type: string
  file: string
  code: string
  codeKind: string
  /** Where `zod` is found. */
  root: string
  port: MessagePort
  signal: Int32Array<SharedArrayBuffer>
}

export type ToNode = { kind: 'job'; id: number; method: string; args: unknown[]; hasServices: boolean; maxBytes: number } | ServiceAnswer

export type ServiceAnswer = { kind: 'answer'; value: unknown } | { kind: 'refused'; failure: Failure }

export type FromNode =
  | { kind: 'said'; text: string }
  | { kind: 'service'; job: number; noun: string; verb: string; args: unknown[] }
  | { kind: 'done'; job: number; json: string }
  | { kind: 'failed'; job: number; failure: Failure }
  | { kind: 'unloadable'; message: string }

/** An error on its way between threads. `code` is set for a NodeError, and for limits that the thread itself keeps. */
export interface Failure {
  code?: string
  message: string
  retryable?: boolean
  retryAfterMs?: number
}

/** Wakes who sleeps on a counter. */
export function ring(signal: Int32Array<SharedArrayBuffer>, counter: number): void {
  Atomics.add(signal, counter, 1)
  Atomics.notify(signal, counter)
}
