import type { Case } from './case'
import { basics } from './cases/basics'
import { events } from './cases/events'
import { flows } from './cases/flows'
import { holds } from './cases/holds'
import { parallel } from './cases/parallel'
import { rounds } from './cases/rounds'

/** What both drivers must agree on. The numbers are those of the list in README.md. */
export const cases: Case[] = [...basics, ...parallel, ...rounds, ...events, ...flows, ...holds]
