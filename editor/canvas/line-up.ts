type Point = { x: number; y: number }

/** A card on the canvas: where it stands, and how large it is. */
export interface Box extends Point {
  id: string
  width: number
  height: number
}

export type LineUp = 'column' | 'row' | 'even-down' | 'even-across'

const grid = 10
const onGrid = (value: number) => Math.round(value / grid) * grid

/**
 * New places for cards that are to stand in line: under one another (`column`) or beside one another (`row`) where the first
 * of them stands, or with the same room between each two from the first to the last. Cards are never put in another order.
 */
export function lineUp(boxes: readonly Box[], how: LineUp): Map<string, Point> {
  const isDown = how === 'column' || how === 'even-down'
  const sorted = [...boxes].sort((a, b) => (isDown ? a.y - b.y : a.x - b.x))
  const first = sorted[0]
  const last = sorted.at(-1)
  if (!first || !last) return new Map()
  if (how === 'column') return new Map(sorted.map(({ id, y }) => [id, { x: first.x, y }]))
  if (how === 'row') return new Map(sorted.map(({ id, x }) => [id, { x, y: first.y }]))

  const start = isDown ? first.y : first.x
  const end = isDown ? last.y + last.height : last.x + last.width
  const filled = sorted.reduce((sum, box) => sum + (isDown ? box.height : box.width), 0)
  const gap = sorted.length < 2 ? 0 : (end - start - filled) / (sorted.length - 1)
  let at = start
  return new Map(
    sorted.map((box): [string, Point] => {
      const here = at
      at += (isDown ? box.height : box.width) + gap
      // The ends stay where they are.
      const isEnd = box === first || box === last
      const place = isDown ? { x: box.x, y: isEnd ? box.y : onGrid(here) } : { x: isEnd ? box.x : onGrid(here), y: box.y }
      return [box.id, place]
    }),
  )
}

export type Direction = 'up' | 'down' | 'left' | 'right'

/** The card that somebody means who goes from one in a direction: the nearest that lies rather there than beside. */
export function nextCard(boxes: readonly Box[], from: string, direction: Direction): string | undefined {
  const here = boxes.find((box) => box.id === from)
  if (!here) return undefined
  const away = boxes.flatMap((box) => {
    const dx = box.x + box.width / 2 - (here.x + here.width / 2)
    const dy = box.y + box.height / 2 - (here.y + here.height / 2)
    const [ahead, aside] = { up: [-dy, dx], down: [dy, dx], left: [-dx, dy], right: [dx, dy] }[direction] as [number, number]
    return box.id === from || ahead <= 0 ? [] : [{ id: box.id, cost: ahead + 2 * Math.abs(aside) }]
  })
  return away.sort((a, b) => a.cost - b.cost)[0]?.id
}
