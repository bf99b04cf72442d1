import { newId } from '../canvas/new-id'

/** This page, for as long as it is loaded: two tabs of one person are two. */
export const pageId = newId()
