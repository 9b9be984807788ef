import type { Leg } from '../leg.ts'

/** Hears of the first of some legs that ends, also when it has ended already. @returns how to stop. */
export function onFirstEnd(legs: readonly Leg[], tell: (leg: Leg) => void): () => void {
  const stops: (() => void)[] = []
  const stop = () => {
    for (const one of stops.splice(0)) one()
  }
  const ended = (leg: Leg) => {
    stop()
    tell(leg)
  }
  const over = legs.find(leg => leg.state === 'ended')
  if (over) queueMicrotask(() => tell(over))
  else for (const leg of legs) stops.push(leg.onState(state => state === 'ended' && ended(leg)))
  return stop
}
