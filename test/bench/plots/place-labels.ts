/** A place on the paper, in its units; y grows downwards. */
export interface Spot {
  readonly x: number
  readonly y: number
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Where the text of a point goes: `at` is the middle of its base line. */
export interface PlacedLabel extends Spot {
  readonly text: string
}

/** How wide a character is on average, as a share of the size of the letters; digits are the widest of what is shown. */
const WIDTH = 0.58
/** How far from the middle of a point a text above or below it may be moved, as shares of what is needed to be beside it. */
const ASIDE = [0, 0.7, -0.7, 1, -1] as const
/** From a point to the nearest edge of its text. */
const GAP = 9

/** What texts are to keep off. */
export interface Obstacles {
  readonly never: readonly Box[]
  /** Where there is another place. */
  readonly rather: readonly Box[]
}

/**
 * Finds a place beside each point for its text, such that no text lies on a point, another text, an obstacle or outside of
 * `within`. Where there is none the text is left out: the axis still tells it.
 */
export function placeLabels(
  points: readonly (Spot & { readonly text: string })[],
  size: number,
  within: Box,
  { never, rather }: Obstacles = { never: [], rather: [] },
): readonly PlacedLabel[] {
  const taken = [...never, ...points.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }))]
  return points.flatMap(({ x, y, text }) => {
    const half = (text.length * WIDTH * size) / 2
    const side = half + GAP
    const above = y - GAP
    const below = y + GAP + size * 0.75
    const beside = y + size * 0.35
    const choices: readonly Spot[] = [
      ...ASIDE.flatMap(share => [above, below].map(line => ({ x: x + share * side, y: line }))),
      { x: x + side, y: beside },
      { x: x - side, y: beside },
    ]
    const boxAt = (spot: Spot): Box => ({
      left: spot.x - half,
      right: spot.x + half,
      top: spot.y - size * 0.8,
      bottom: spot.y + size * 0.2,
    })
    const isFree = (spot: Spot, boxes: readonly Box[]) => !boxes.some(box => overlap(box, boxAt(spot)))
    const possible = choices.filter(choice => isInside(boxAt(choice), within) && isFree(choice, taken))
    const spot = possible.find(choice => isFree(choice, rather)) ?? possible[0]
    if (!spot) return []
    taken.push(boxAt(spot))
    return [{ ...spot, text }]
  })
}

function isInside(inner: Box, outer: Box): boolean {
  return (
    inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom
  )
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}
