import type { Diagnostic } from '#engine/compile/diagnostic'
import type { FlowDocument } from '#engine/graph/flow'
import { useEffect, useRef, useState } from 'react'
import type { FlowReferences } from '../api/types'
import { createProblemFinder, type ProblemFinder } from './ask-worker'

const pauseMs = 150

/** Compiles the flow a moment after each change, in a worker beside the page; undefined until it has been done once. */
export function useDiagnostics(document: FlowDocument, references: FlowReferences, flowId: string): readonly Diagnostic[] | undefined {
  const [found, setFound] = useState<readonly Diagnostic[]>()
  const finder = useRef<ProblemFinder>(undefined)

  useEffect(() => () => {
    finder.current?.stop()
    finder.current = undefined
  }, [])

  useEffect(() => {
    let isOld = false
    const timer = setTimeout(() => {
      finder.current ??= createProblemFinder()
      finder.current.find(document, references, flowId).then(
        (problems) => {
          if (!isOld) setFound(problems)
        },
        (error: unknown) => {
          if (!isOld) console.warn('The flow could not be checked; it will be at its next change, and when it is published.', error)
        },
      )
    }, pauseMs)
    return () => {
      isOld = true
      clearTimeout(timer)
    }
  }, [document, references, flowId])
  return found
}
