import type { Leg } from '../leg.ts'
import { claimUplink } from '../legs/uplink-claim.ts'
import type { BridgeEnd } from './bridge.ts'
import { onFirstEnd } from './leg-ends.ts'

/** What every bridge has: two legs that nobody else speaks to meanwhile, and an end that comes with that of either. */
export interface BridgeLife {
  readonly ended: Promise<BridgeEnd>
  readonly isOver: boolean
  /** Called once when it is over, at once if it is. */
  onOver(undo: () => void): void
  /** Gives the legs free; only the first call counts. */
  end(how: BridgeEnd): void
}

/** @throws CellvoiceError WRONG_CALL_STATE when somebody speaks to either leg already. */
export function beginBridge(one: Leg, other: Leg): BridgeLife {
  const releases = [claimUplink(one, 'a bridge')]
  try {
    releases.push(claimUplink(other, 'a bridge'))
  } catch (error) {
    for (const release of releases) release()
    throw error
  }
  let isOver = false
  const undos: (() => void)[] = []
  let settle: (how: BridgeEnd) => void = () => {}
  const ended = new Promise<BridgeEnd>(resolve => {
    settle = resolve
  })
  const end = (how: BridgeEnd) => {
    if (isOver) return
    isOver = true
    for (const undo of [...undos.splice(0), ...releases]) undo()
    settle(how)
  }
  undos.push(onFirstEnd([one, other], leg => end({ kind: 'leg-ended', leg })))
  return {
    ended,
    get isOver() {
      return isOver
    },
    onOver: undo => {
      if (isOver) undo()
      else undos.push(undo)
    },
    end,
  }
}
