import { previewOf } from '../notices/preview-of'
import { wayTo } from '../notices/way-to'

const longestTitle = 200
const longestLink = 800

/** What a device shows; read by editor/public/service-worker.js. */
export interface PushPayload {
  /** What takes the place of what: two of one tag never stand side by side. */
  tag: string
  title: string
  text: string
  /** Where a click leads: a path here, or an address elsewhere. */
  link: string
  /** Marked read by the click. */
  noticeId?: string
}

interface PushedNotice {
  id: string
  title: string
  text: string
  link: string
  offerId: string | null
}

/** A notice as a device shows it, which is no more than the bell does: without the line of the link, which may answer for whoever has it. */
export function payloadOf(notice: PushedNotice, publicUrl: string): PushPayload {
  const link = wayTo(notice.link, publicUrl)
  return { tag: tagOf(notice), title: notice.title.slice(0, longestTitle), text: previewOf(notice), link: link && link.length <= longestLink ? link : '/', noticeId: notice.id }
}

/** All about one offer has one tag. Fits a push service's topic: at most 32 letters of base64url. */
export function tagOf({ id, offerId }: { id: string; offerId: string | null }): string {
  return offerId ?? id
}

/** A test, in no flow's words. */
export function testPayload(workspace: string): PushPayload {
  return { tag: 'test', title: `${workspace}: this device is reached`, text: 'Notices that are meant for you show here.', link: '/' }
}
