import { customAlphabet } from 'nanoid'

/** A new id for a node or an edge. Letters and digits only, so that it may stand in a text as `outputs.<id>`. */
export const newId = customAlphabet('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 10)
