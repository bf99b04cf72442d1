import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { versionQuery } from '../api/queries'
import { useOpenFlow } from '../canvas/open-flow-context'
import { useFlow } from '../canvas/store/flow-context'
import { ChangeList } from './ChangeList'
import { compareFlows } from './compare-flows'
import { t } from '../words/t'

const shownAtMost = 8

/** What publishing the draft would change for leads from now on, in words. */
export function WhatChanges({ published }: { published: number }) {
  const { id, names } = useOpenFlow()
  const draft = useFlow((state) => state.document)
  const { data } = useQuery(versionQuery(id, published))
  const changes = useMemo(() => (data ? compareFlows(data.document, draft, names).changes : []), [data, draft, names])
  if (changes.length === 0) return null
  return (
    <section aria-label={t('What changes')} className="what-changes">
      <h3 className="lab">{t('What changes')}</h3>
      <ChangeList changes={changes.slice(0, shownAtMost)} />
      {changes.length > shownAtMost && <p className="help">{t('And {count, plural, one {# more change} other {# more changes}}. All of them are on the page of versions.', { count: changes.length - shownAtMost })}</p>}
    </section>
  )
}
