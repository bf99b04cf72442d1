/** So many may always go, however few people there are. */
const alwaysFine = 2
const share = 0.2

/** Whether so many of the active people would go at once that somebody must have a look first: a feed that is cut off looks like this. */
export function isTooMany(leavers: number, active: number): boolean {
  return leavers > alwaysFine && leavers > active * share
}
