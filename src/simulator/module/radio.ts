import type { CancelTimer, Clock } from '../../base/clock.ts'

/** 3GPP TS 27.007 7.2: 0 not searching, 1 home, 2 searching, 3 denied, 4 unknown, 5 roaming. */
export type RegistrationStatus = 0 | 1 | 2 | 3 | 4 | 5

/** The three registrations: circuit switched (+CREG), packet switched (+CGREG) and on LTE (+CEREG). */
export interface Registration {
  readonly circuit: RegistrationStatus
  readonly packet: RegistrationStatus
  readonly eps: RegistrationStatus
}

const none: Registration = { circuit: 0, packet: 0, eps: 0 }
const searching: Registration = { circuit: 2, packet: 2, eps: 2 }
const searchMs = 2000

/** Whether a status means service. */
export function isRegistered(status: RegistrationStatus): boolean {
  return status === 1 || status === 5
}

/** The radio: functionality (+CFUN) and registration. */
export class Radio {
  /** 3GPP TS 27.007 8.2: 0 minimum, 1 full, 4 transmitters off. */
  functionality = 1
  registration: Registration
  /** What the network gives once the module has searched. */
  private offered: Registration
  private readonly clock: Clock
  private readonly onChange: (before: Registration) => void
  private cancelSearch: CancelTimer | undefined

  constructor(clock: Clock, offered: Registration, onChange: (before: Registration) => void) {
    this.clock = clock
    this.offered = offered
    this.registration = offered
    this.onChange = onChange
  }

  /** The network offers another registration from now on. */
  offer(registration: Partial<Registration>): void {
    this.offered = { ...this.offered, ...registration }
    if (!this.cancelSearch && this.registration !== none) this.change(this.offered)
  }

  /** Searches and registers, or stops; called when functionality or card have changed. */
  update(usable: boolean): void {
    this.cancelSearch?.()
    this.cancelSearch = undefined
    if (!usable) {
      this.change(none)
      return
    }
    this.change(searching)
    this.cancelSearch = this.clock.setTimer(searchMs, () => {
      this.cancelSearch = undefined
      this.change(this.offered)
    })
  }

  private change(registration: Registration): void {
    const before = this.registration
    this.registration = registration
    this.onChange(before)
  }
}
