import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api } from '../api'
import { presenceQuery } from '../api/queries'
import type { Present } from '../api/types'
import { announce } from '../parts/announcements'
import { t } from '../words/t'
import { pageId } from './page-id'

const nobody: Present[] = []

/** Says that this page has the flow open, as long as it has, and hears who else has. Those who come and go are announced. */
export function usePresence(flowId: string): { others: Present[]; rev: number | undefined } {
  const { data } = useQuery(presenceQuery(flowId, pageId))
  const others = data?.others ?? nobody
  const before = useRef<Present[]>(nobody)

  useEffect(() => {
    const leave = () => api.leaveFlow(flowId, pageId)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [flowId])

  useEffect(() => {
    const isThere = (list: Present[], one: Present) => list.some((each) => each.name === one.name && each.isYou === one.isYou)
    const came = others.filter((each) => !isThere(before.current, each))
    const gone = before.current.filter((each) => !isThere(others, each))
    before.current = others
    for (const { name, isYou } of came) announce(isYou ? t('You have this flow open in another tab') : t('{name} has this flow open', { name }))
    for (const { name, isYou } of gone) announce(isYou ? t('Your other tab is closed') : t('{name} has left this flow', { name }))
  }, [others])

  return { others, rev: data?.rev }
}
