import { CellvoiceError } from '../../base/error.ts'
import { settlesWithin } from '../../base/settles-within.ts'
import { lossOfModule } from '../recording/loss-of-module.ts'
import type { CellularLeg } from './cellular-leg.ts'
import type { LegLine } from './leg-line.ts'
import { reaches } from './reaches.ts'

/** As long as the command itself may take. */
const LIMIT_MS = 30_000

/**
 * Call hold of the network for one leg (3GPP TS 22.083, 24.083). The command only ever turns things round: sent twice it
 * undoes itself, beside a second call it swaps, and a waiting one it answers. So it is sent for the only call of a module,
 * and never while an earlier one may still take effect.
 */
export class NetworkHold {
  private readonly leg: CellularLeg
  private change: { readonly to: 'held' | 'active'; readonly done: Promise<void> } | undefined
  private unanswered = false

  constructor(leg: CellularLeg) {
    this.leg = leg
  }

  /** Whether a change is under way, or a request that was given up may still bring one. */
  get isChanging(): boolean {
    return this.change !== undefined || this.unanswered
  }

  /** Asked twice for the same, the network is asked once. @throws CellvoiceError as {@link CellularLeg.hold}. */
  async turn(to: 'held' | 'active', line: LegLine, limitMs = LIMIT_MS): Promise<void> {
    if (this.change?.to === to) return this.change.done
    this.assertPossible(to, line)
    const change = { to, done: this.ask(to, line, limitMs) }
    this.change = change
    try {
      await change.done
    } finally {
      if (this.change === change) this.change = undefined
    }
  }

  private assertPossible(to: 'held' | 'active', line: LegLine): void {
    const { leg } = this
    const from = to === 'held' ? 'active' : 'held'
    if (leg.state !== from) throw wrongState(`${leg.id} is ${leg.state}, not ${from}`)
    if (this.unanswered) throw wrongState(`an earlier request to hold or retrieve ${leg.id} has no answer yet`)
    if (!line.isOnlyCall(leg.call)) {
      throw wrongState(`${line.name} has another call, which the same command would take up in the place of ${leg.id}`)
    }
  }

  private async ask(to: 'held' | 'active', { modem, clock }: LegLine, limitMs: number): Promise<void> {
    const { leg } = this
    const untilMs = clock.now() + limitMs
    this.unanswered = true
    const asked = modem.holdOperation({ kind: 'swap' }).finally(() => {
      this.unanswered = false
    })
    try {
      if (!(await settlesWithin(clock, limitMs, asked))) {
        throw new CellvoiceError('AT_TIMEOUT', { detail: `AT+CHLD=2 has no result after ${limitMs} ms` })
      }
      await asked
      await reaches(leg, to, clock, Math.max(0, untilMs - clock.now()))
    } catch (error) {
      // A call that ended meanwhile is what the module refuses, too.
      if (leg.state !== 'ended' || CellvoiceError.is(error, 'AT_TIMEOUT')) throw error
      throw (
        lossOfModule(modem.state) ?? new CellvoiceError('NO_SUCH_CALL', { detail: `${leg.id} has ended`, cause: error })
      )
    }
  }
}

function wrongState(detail: string): CellvoiceError {
  return new CellvoiceError('WRONG_CALL_STATE', { detail })
}
