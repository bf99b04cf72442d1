import { Hono } from 'hono'
import { z } from 'zod'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { AppError } from '../errors/app-error'
import type { SecretBox } from '../secrets/secret-box'
import { readAckToken } from './ack-token'
import { answerOffer } from './answer-offer'
import { type OfferView, viewOffer } from './view-offer'
import { valid } from '../errors/valid'

const Answer = z.object({ answer: z.enum(['have-it', 'pass-on']) })

/** The rep's answer page behind its signed link; no session. Reading never answers: link previews may follow links. */
export function createAckRoutes({ db, writer, box, now }: { db: Database; writer: Writer; box: SecretBox; now: () => number }) {
  function offerOf(token: string): string {
    const read = readAckToken(box, token, now())
    if (read === 'expired') throw new AppError('not-found', 'This link has expired. Ask your manager who has the lead now.')
    if (read === 'forged') throw new AppError('not-found', 'This link is not complete. Open it from the message again.')
    return read.assignmentId
  }
  function show(assignmentId: string): OfferView {
    const view = viewOffer(db, assignmentId, now())
    if (!view) throw new AppError('not-found', 'This lead does not exist any more.')
    return view
  }
  return new Hono()
    .get('/:token', (c) => c.json(show(offerOf(c.req.param('token')))))
    .post('/:token', valid('json', Answer), async (c) => {
      const assignmentId = offerOf(c.req.param('token'))
      const { answer } = c.req.valid('json')
      await writer.write((tx) => answerOffer(tx, { assignmentId, answer }, now()))
      return c.json(show(assignmentId))
    })
}
