import type { Random } from '#engine/simulate/random'

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * Ids of the form of ULIDs that a seed decides: time, then a number that only grows. They sort as they were made, and a
 * world made again from the same seed has the same ones.
 */
export function createSeededIds(random: Random): (now: number) => string {
  const own = Array.from({ length: 8 }, () => letters[random.whole(0, 31)]).join('')
  let last = 0
  let lastText = base32(0, 10)
  let count = 0
  return (now) => {
    if (now > last) {
      last = now
      lastText = base32(now, 10)
    }
    count += 1
    return `${lastText}${own}${base32(count, 8)}`
  }
}

function base32(value: number, length: number): string {
  let text = ''
  for (let left = value; text.length < length; left = Math.floor(left / 32)) text = letters[left % 32] + text
  return text
}
