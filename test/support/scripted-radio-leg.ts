import { CellvoiceError } from '../../src/base/error.ts'
import type { Leg, LegState } from '../../src/exchange/leg.ts'
import { type LegGate, openGate } from '../../src/exchange/legs/leg-gate.ts'
import { type LegManners, ScriptedLeg } from './scripted-leg.ts'

/** How a call on a line behaves, besides. */
export interface RadioManners extends LegManners {
  /** What the network makes of hold and retrieve. `other-call` is that the module has a second call. Default: it does them. */
  readonly network?: 'holds' | 'refuses' | 'other-call' | 'stuck'
}

/** A leg on a line that does what its script says, and can be held. */
export class ScriptedRadioLeg extends ScriptedLeg {
  /** What was asked of the network: `hold`, `retrieve`. */
  readonly asked: string[] = []
  gate: LegGate = openGate
  network: NonNullable<RadioManners['network']>

  constructor(
    state: LegState,
    facts: { readonly id: string; readonly line: string; readonly direction?: Leg['direction'] },
    { network = 'holds', ...manners }: RadioManners = {},
  ) {
    super(state, facts, manners)
    this.network = network
  }

  setGate(gate: LegGate): void {
    if (this.manners.sound === false) throw new CellvoiceError('NOT_SUPPORTED', { detail: 'no sound' })
    this.gate = gate
  }

  hold(): Promise<void> {
    return this.turn('hold', 'active', 'held')
  }

  retrieve(): Promise<void> {
    return this.turn('retrieve', 'held', 'active')
  }

  private async turn(what: 'hold' | 'retrieve', from: LegState, to: LegState): Promise<void> {
    this.asked.push(what)
    if (this.state === 'ended') throw new CellvoiceError('NO_SUCH_CALL')
    if (this.state !== from || this.network === 'other-call') throw new CellvoiceError('WRONG_CALL_STATE')
    if (this.network === 'stuck') await new Promise(() => {})
    if (this.network === 'refuses') {
      throw new CellvoiceError('AT_ERROR', { context: { result: { kind: 'cme', code: 3, text: 'not allowed' } } })
    }
    this.move(to)
  }
}
