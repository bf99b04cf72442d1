/*
 * Where lines run. They leave a card at the side of their outlet, turn at right angles, share a trunk when they share an
 * end, and use lanes beside a column for everything that passes other cards of that column.
 */

export type Side = 'down' | 'right' | 'left'
export type Entry = 'top' | 'right' | 'left'

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface Point {
  x: number
  y: number
}

export interface WayEnds {
  id: string
  source: string
  target: string
  side: Side
  from: Box
  to: Box
}

export interface RoutedWay {
  entry: Entry
  /** The distance of the lane from the cards, for lines that run in one. */
  lane: number
  /** A height without cards, for a line to a side that would else run behind one. */
  via?: number
  /** How far from the card its words must begin, to keep clear of a line that comes in at the same side. */
  wordsAt?: number
}

const firstLane = 28
const laneGap = 22
const columnWidth = 240

/** At which side a line should enter its target. */
export function chooseEntry(side: Side, from: Box, to: Box): Entry {
  const isBelow = to.y >= from.y + from.height + 8
  const isSameColumn = Math.abs(from.x - to.x) < from.width
  if (side === 'down') return isBelow ? 'top' : to.x < from.x - 1 && !isSameColumn ? 'left' : 'right'
  const isAhead = side === 'right' ? to.x >= from.x + from.width : to.x + to.width <= from.x
  if (isAhead) return isBelow ? 'top' : side === 'right' ? 'left' : 'right'
  if (isSameColumn) return side
  return isBelow ? 'top' : side
}

function usesLane(side: Side, entry: Entry): boolean {
  return entry === side || (side === 'down' && entry !== 'top')
}

interface TakenLane {
  x: number
  target: string
  top: number
  bottom: number
  lane: number
}

/** Chooses entries and lanes for all lines at once. Lines into the same card share a lane, others that overlap do not. */
export function routeWays(ways: WayEnds[], cards: readonly Box[] = []): Map<string, RoutedWay> {
  const routed = new Map<string, RoutedWay>()
  // By side and column, so that a large flow compares only what stands beside each other.
  const taken = new Map<string, TakenLane[]>()
  const inOrder = [...ways].sort((one, other) => span(one) - span(other) || one.id.localeCompare(other.id))
  for (const way of inOrder) {
    const entry = chooseEntry(way.side, way.from, way.to)
    if (!usesLane(way.side, entry)) {
      routed.set(way.id, { entry, lane: firstLane, ...(way.side !== 'down' && findVia(way, entry, cards)) })
      continue
    }
    const { x, width } = way.to
    const top = Math.min(way.from.y, way.to.y)
    const bottom = Math.max(way.from.y + way.from.height, way.to.y + way.to.height)
    const column = Math.floor(x / columnWidth)
    const reach = Math.ceil(width / columnWidth)
    const beside: TakenLane[] = []
    for (let near = column - reach; near <= column + reach; near += 1) {
      for (const other of taken.get(`${entry} ${near}`) ?? []) if (Math.abs(other.x - x) < width && other.top < bottom && other.bottom > top) beside.push(other)
    }
    const shared = beside.find((other) => other.target === way.target)
    let lane = shared?.lane ?? 0
    if (!shared) while (beside.some((other) => other.lane === lane)) lane += 1
    const own = { x, target: way.target, top, bottom, lane }
    const key = `${entry} ${column}`
    const there = taken.get(key)
    if (there) there.push(own)
    else taken.set(key, [own])
    routed.set(way.id, { entry, lane: firstLane + laneGap * lane })
  }
  keepWordsClear(ways, routed)
  return routed
}

function keepWordsClear(ways: WayEnds[], routed: Map<string, RoutedWay>): void {
  /** The outermost lane that comes in at a side of a card. */
  const outermost = new Map<string, number>()
  for (const { id, side, target } of ways) {
    const way = routed.get(id)
    if (!way || !usesLane(side, way.entry)) continue
    const key = `${target} ${way.entry}`
    outermost.set(key, Math.max(outermost.get(key) ?? 0, way.lane))
  }
  for (const { id, side, source } of ways) {
    const own = routed.get(id)
    if (!own || side === 'down' || usesLane(side, own.entry)) continue
    const lane = outermost.get(`${source} ${side}`)
    if (lane !== undefined) own.wordsAt = lane + 6
  }
}

const clearance = 16

/** Where a line to a side should cross other columns, when straight ahead it would run behind a card. */
function findVia({ side, from, to }: WayEnds, entry: Entry, cards: readonly Box[]): { via: number } | undefined {
  const straight = from.y + from.height / 2
  const start = side === 'right' ? from.x + from.width : from.x
  const end = entry === 'top' ? to.x + to.width / 2 : side === 'right' ? to.x - 20 : to.x + to.width + 20
  const [left, right] = [Math.min(start, end), Math.max(start, end)]
  const inTheWay = cards.filter((card) => card.x < right && card.x + card.width > left && !isSame(card, from) && !isSame(card, to))
  const covers = (card: Box, y: number) => y >= card.y - 6 && y <= card.y + card.height + 6
  if (!inTheWay.some((card) => covers(card, straight))) return undefined
  const heights = inTheWay.flatMap((card) => [card.y - clearance, card.y + card.height + clearance])
  // The nearest first: nearly always one of the first few is free.
  heights.sort((one, other) => Math.abs(one - straight) - Math.abs(other - straight))
  const nearest = heights.find((y) => (entry !== 'top' || y < to.y - clearance / 2) && !inTheWay.some((card) => covers(card, y)))
  return nearest === undefined ? undefined : { via: nearest }
}

function isSame(one: Box, other: Box): boolean {
  return one.x === other.x && one.y === other.y
}

function span(way: WayEnds): number {
  return Math.abs(way.from.y - way.to.y) + Math.abs(way.from.x - way.to.x)
}

/** The corners of a line from an outlet to an entry, both ends included, and where its words stand. */
export function cornersOf(from: Point, side: Side, to: Point, { entry, lane, via, wordsAt = 12 }: RoutedWay): { points: Point[]; words: Point & { anchor: 'middle' | 'start' | 'end' } } {
  if (side === 'down') return fromBelow(from, to, entry, lane)
  const sign = side === 'right' ? 1 : -1
  const beside = { x: from.x + sign * wordsAt, y: from.y, anchor: side === 'right' ? ('start' as const) : ('end' as const) }
  if (entry === side) {
    const x = sign > 0 ? Math.max(from.x, to.x) + lane : Math.min(from.x, to.x) - lane
    const onTrunk = { x: x - sign * 10, y: from.y + Math.sign(to.y - from.y || 1) * 24, anchor: beside.anchor }
    return { points: [from, { x, y: from.y }, { x, y: to.y }, to], words: onTrunk }
  }
  if (via !== undefined) {
    const x = from.x + sign * lane
    const aside = entry === 'top' ? to.x : to.x - sign * 20
    const last = entry === 'top' ? [] : [{ x: aside, y: to.y }]
    return { points: [from, { x, y: from.y }, { x, y: via }, { x: aside, y: via }, ...last, to], words: { x: x + sign * 10, y: via, anchor: beside.anchor } }
  }
  if (entry === 'top') {
    const isAhead = sign * (to.x - from.x) > 0
    if (isAhead) return { points: [from, { x: to.x, y: from.y }, to], words: beside }
    const x = from.x + sign * lane
    return { points: [from, { x, y: from.y }, { x, y: to.y - 22 }, { x: to.x, y: to.y - 22 }, to], words: { x, y: from.y + 24, anchor: 'middle' } }
  }
  if (Math.abs(from.y - to.y) <= 14) return { points: [from, { x: to.x, y: from.y }], words: wordsAt > 12 ? beside : { x: (from.x + to.x) / 2, y: from.y, anchor: 'middle' } }
  const x = to.x - sign * 20
  return { points: [from, { x, y: from.y }, { x, y: to.y }, to], words: beside }
}

function fromBelow(from: Point, to: Point, entry: Entry, lane: number): ReturnType<typeof cornersOf> {
  if (entry === 'top') {
    const middle = { x: from.x, y: to.y - from.y < 120 ? (from.y + to.y) / 2 - 3 : from.y + 26, anchor: 'middle' as const }
    if (Math.abs(from.x - to.x) < 1) return { points: [from, to], words: middle }
    const y = from.y + Math.min(30, (to.y - from.y) / 2)
    return { points: [from, { x: from.x, y }, { x: to.x, y }, to], words: { x: (from.x + to.x) / 2, y, anchor: 'middle' } }
  }
  const y = from.y + 18
  const x = entry === 'right' ? Math.max(from.x + 120, to.x) + lane : Math.min(from.x - 120, to.x) - lane
  return { points: [from, { x: from.x, y }, { x, y }, { x, y: to.y }, to], words: { x: from.x, y, anchor: 'middle' } }
}

/** An SVG path along the corners, rounded. */
export function roundedPath(points: Point[], radius = 10): string {
  const [first, ...rest] = points
  if (!first) return ''
  let path = `M${first.x} ${first.y}`
  rest.forEach((corner, index) => {
    const before = points[index] as Point
    const after = rest[index + 1]
    if (!after) {
      path += `L${corner.x} ${corner.y}`
      return
    }
    const turn = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2)
    const start = towards(corner, before, turn)
    const end = towards(corner, after, turn)
    path += `L${start.x} ${start.y}Q${corner.x} ${corner.y} ${end.x} ${end.y}`
  })
  return path
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to)
  return length === 0 ? from : { x: from.x + ((to.x - from.x) / length) * by, y: from.y + ((to.y - from.y) / length) * by }
}
