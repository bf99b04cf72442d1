import type { Diagnostic } from '#engine/compile/diagnostic'
import type { FlowDocument } from '#engine/graph/flow'
import { useEffect, useState } from 'react'
import type { FlowReferences } from '../api/types'

const pauseMs = 150

/**
 * Compiles the flow a moment after each change; undefined until it has been done once. The compiler, with what reads texts, is fetched
 * after the first look at the flow.
 */
export function useDiagnostics(document: FlowDocument, references: FlowReferences, flowId: string): readonly Diagnostic[] | undefined {
  const [found, setFound] = useState<readonly Diagnostic[]>()
  useEffect(() => {
    let isOld = false
    const timer = setTimeout(async () => {
      const { findProblems } = await import('./find-problems')
      if (!isOld) setFound(findProblems(document, references, flowId))
    }, pauseMs)
    return () => {
      isOld = true
      clearTimeout(timer)
    }
  }, [document, references, flowId])
  return found
}
