export interface Present {
  name: string
  /** The one who asks, in another tab. */
  isYou: boolean
}

interface Page {
  userId: string
  name: string
  seenAt: number
}

/** Browsers let a tab that nobody looks at speak once a minute. */
const goneAfterMs = 75_000
/** More pages than anybody has open; more are not counted. */
const maxPages = 200

/**
 * Who has which flow open, in the memory of this process and nowhere else: after a start everybody is back with the next
 * beat of their page. A page that does not say goodbye is gone a while after its last beat.
 */
export function createPresence() {
  const flows = new Map<string, Map<string, Page>>()

  function pagesOf(flowId: string, now: number): Map<string, Page> {
    const pages = flows.get(flowId) ?? new Map<string, Page>()
    for (const [id, page] of pages) if (now - page.seenAt > goneAfterMs) pages.delete(id)
    return pages
  }

  return {
    /** A page has the flow open. Answers who else has, each person once, by name. */
    beat({ flowId, page, user }: { flowId: string; page: string; user: { id: string; name: string } }, now: number): Present[] {
      // Flows that nobody looks at any more are forgotten with the next beat of any page.
      for (const id of [...flows.keys()]) if (pagesOf(id, now).size === 0) flows.delete(id)
      const pages = pagesOf(flowId, now)
      const known = pages.get(page)
      if ((known === undefined && pages.size < maxPages) || known?.userId === user.id) pages.set(page, { userId: user.id, name: user.name, seenAt: now })
      flows.set(flowId, pages)
      const others = [...pages].filter(([id, other]) => id !== page || other.userId !== user.id).map(([, other]) => other)
      return [...new Map(others.map((other) => [other.userId, { name: other.name, isYou: other.userId === user.id }])).values()].sort((one, other) => one.name.localeCompare(other.name))
    },

    leave({ flowId, page, userId }: { flowId: string; page: string; userId: string }): void {
      const pages = flows.get(flowId)
      if (pages?.get(page)?.userId === userId) pages.delete(page)
    },
  }
}
