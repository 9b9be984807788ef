/** What AT+CPIN? says of the card. */
export type SimState = 'ready' | 'pin' | 'puk' | 'absent'

const pinAttempts = 3
const pukAttempts = 10

/** The card and its PIN (3GPP TS 27.007 8.3, 3GPP TS 31.101 9.5). */
export class SimCard {
  readonly imsi = '001010123456789'
  readonly iccid = '89860012345678901234'
  readonly puk = '12345678'
  pin: string
  state: SimState
  /** Whether the PIN is asked for after each start (AT+CLCK="SC"). */
  locked: boolean
  private pinLeft = pinAttempts
  private pukLeft = pukAttempts

  constructor(state: SimState, pin: string) {
    this.state = state
    this.pin = pin
    this.locked = state === 'pin'
  }

  /** The +CME ERROR for a command that needs the card; `undefined` when it is ready. */
  get fault(): number | undefined {
    return { ready: undefined, pin: 11, puk: 12, absent: 10 }[this.state]
  }

  /** What stands behind `+CPIN: `. */
  get text(): string {
    return { ready: 'READY', pin: 'SIM PIN', puk: 'SIM PUK', absent: 'NOT READY' }[this.state]
  }

  /** Whether `pin` is right; each wrong one counts, and the third blocks the card. */
  checkPin(pin: string): boolean {
    if (pin === this.pin) {
      this.pinLeft = pinAttempts
      return true
    }
    this.pinLeft--
    if (this.pinLeft <= 0) this.state = 'puk'
    return false
  }

  /** Sets a new PIN by the PUK. */
  unblock(puk: string, pin: string): boolean {
    if (puk !== this.puk || this.pukLeft <= 0) {
      this.pukLeft--
      return false
    }
    this.pin = pin
    this.pinLeft = pinAttempts
    return true
  }

  /** The card is out. */
  eject(): void {
    this.state = 'absent'
  }

  /** The card is in, or power came back. */
  start(): void {
    this.state = this.pinLeft <= 0 ? 'puk' : this.locked ? 'pin' : 'ready'
  }
}
