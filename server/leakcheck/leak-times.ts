const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

/**
 * How long a healthy system may take for each thing, as instants for the checks' SQL. What is written down in one transaction
 * needs none of them; they cover what happens between two transactions, and a burst being worked off.
 */
export function leakTimes(now: number) {
  return {
    now,
    /** The next transaction of a run that moves comes within this. */
    settledSince: now - minuteMs,
    /** A timer, a lease or the next try of a message may be this late. */
    lateSince: now - 2 * minuteMs,
    /** After somebody has left, their leads are with somebody else. */
    leftSince: now - 5 * minuteMs,
    /** A run between two steps has moved within this; its start was taken; its messages were tried. */
    movedSince: now - 10 * minuteMs,
    /** What was late once is shown for a day. */
    dayAgo: now - 24 * hourMs,
  }
}
