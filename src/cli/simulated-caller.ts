import type { CancelTimer } from '../index.ts'
import type { SubscriberCall } from '../simulator/index.ts'
import type { Run } from './run.ts'
import type { Session } from './session.ts'

/** After so long the simulated subscriber calls, ms, and so long after the end of each call again. */
const CALL_AFTER_MS = 1_000
/** So long it talks, ms. */
const TALK_MS = 5_000

/**
 * Lets a subscriber of the simulator call the module: after a second, and again after each call. It talks for five
 * seconds and hangs up. Nothing happens without a simulator.
 *
 * @param caller its number.
 * @param speed how much faster than real time the simulator runs.
 * @returns what stops it.
 */
export function callIn({ clock }: Run, { modem, simulator }: Session, caller: string, speed = 1): () => void {
  const number = simulator?.modules[0]?.number
  if (!simulator || number === undefined) return () => {}
  let current: SubscriberCall | undefined
  let cancel: CancelTimer = () => {}
  const next = (afterMs: number, act: () => void) => {
    cancel()
    cancel = clock.setTimer(afterMs / speed, act)
  }
  const dial = () => {
    current = simulator.network.call(caller, number)
  }
  next(CALL_AFTER_MS, dial)
  const subscription = modem.events$.subscribe(happened => {
    if (happened.kind !== 'call' || happened.call?.direction !== 'incoming') return
    const { event } = happened
    if (event.kind === 'state' && event.call.state === 'active') next(TALK_MS, () => current?.hangUp())
    else if (event.kind === 'ended') next(CALL_AFTER_MS, dial)
  })
  return () => {
    cancel()
    subscription.unsubscribe()
  }
}
