import { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import type { FrameTicker } from '../legs/frame-ticker.ts'
import { joinBackToBack } from '../legs/memory-session.ts'
import { VirtualLeg } from '../legs/virtual-leg.ts'
import { handOver } from './hand-over.ts'
import type { LegHandler } from './incoming-route.ts'

const MAX_SERVICES = 256
/** 3GPP TS 24.008 10.5.4.11: unassigned number; temporary failure. */
const UNASSIGNED = 1
const TEMPORARY_FAILURE = 41

/** Applications that are reachable by name. */
export class Services {
  private readonly ticker: FrameTicker
  private readonly logger: Logger
  private readonly handlers = new Map<string, LegHandler>()

  constructor(ticker: FrameTicker, logger: Logger) {
    this.ticker = ticker
    this.logger = logger
  }

  /** @returns how to take it away. @throws CellvoiceError INVALID_ARGUMENT for a name that is taken or no name; beyond 256. */
  register(name: string, handler: LegHandler): () => void {
    if (typeof name !== 'string' || !/^[\x21-\x7e]{1,64}$/.test(name)) {
      throw new CellvoiceError('INVALID_ARGUMENT', {
        detail: `the name of a service is 1 to 64 printable characters without blanks, not ${JSON.stringify(name)}`,
      })
    }
    if (this.handlers.has(name) || this.handlers.size >= MAX_SERVICES) {
      const why = this.handlers.has(name) ? `${name} is registered` : `there are ${MAX_SERVICES} services`
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: `${why} already` })
    }
    this.handlers.set(name, handler)
    return () => {
      if (this.handlers.get(name) === handler) this.handlers.delete(name)
    }
  }

  /**
   * Calls a service; in a moment it rings there, or the leg ends because there is none.
   * @param onCallee Hears of the leg on the other side before its handler gets it.
   */
  call(newId: () => string, name: string, from: string, onCallee: (leg: VirtualLeg) => void): VirtualLeg {
    const common = { kind: 'service', from, to: name, hasEarlySound: false, logger: this.logger } as const
    const caller = new VirtualLeg({ ...common, id: newId(), direction: 'outgoing' })
    queueMicrotask(() => {
      if (caller.state === 'ended') return
      const handler = this.handlers.get(name)
      if (!handler) {
        caller.clear(UNASSIGNED)
        return
      }
      const callee = new VirtualLeg({ ...common, id: newId(), direction: 'incoming' })
      this.join(caller, callee)
      onCallee(callee)
      caller.alert()
      if (callee.state !== 'incoming') return
      handOver(callee, handler, this.logger, () => {
        if (callee.state === 'incoming') void callee.hangUp(TEMPORARY_FAILURE)
      })
    })
    return caller
  }

  clear(): void {
    this.handlers.clear()
  }

  private join(caller: VirtualLeg, callee: VirtualLeg): void {
    let part = () => {}
    caller.meet({
      answered: () => {},
      hungUp: cause => {
        part()
        callee.clear(cause)
      },
      pressed: digit => callee.hear(digit),
    })
    callee.meet({
      answered: () => {
        part = joinBackToBack(this.ticker, caller.sound, callee.sound)
        caller.connect()
      },
      hungUp: cause => {
        part()
        caller.clear(cause)
      },
      pressed: digit => caller.hear(digit),
    })
  }
}
