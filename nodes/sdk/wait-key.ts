/** A key under which an answer may come; the first to come decides. `outlet` where the key itself says which way it means. */
export interface WaitKey {
  key: string
  outlet?: string
}
