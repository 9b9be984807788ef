import type { CancelTimer } from '../../base/clock.ts'
import type { CommandContext } from '../at/command.ts'
import { EscapeSequence } from '../at/escape-sequence.ts'
import type { FinalResult } from '../at/final-result.ts'
import type { Pending } from '../at/outcome.ts'

const pieceBytes = 4096
/** No more than this waits in the port: beyond a bound of its own it loses bytes, or the host. */
const maxBacklogBytes = 16_384
const backlogPollMs = 5
const slowStepMs = 10

/** Data that a command gives to the host. */
export interface GivenData {
  /** `CONNECT`, or with a count. */
  readonly connect: string
  readonly content: Uint8Array
  /** All has gone out; says how the command ends. */
  ended(): FinalResult
}

/** Says CONNECT and writes bytes as the port takes them, at most as fast as the module's line carries them. */
export function sendData(at: CommandContext, given: GivenData): Pending {
  const sending = new Sending(at, given)
  return { data: true, start: finish => sending.start(finish), forget: () => sending.stop() }
}

class Sending {
  private readonly at: CommandContext
  private readonly given: GivenData
  private readonly escape: EscapeSequence
  private finish: (final: FinalResult) => void = () => {}
  private stopTimer: CancelTimer = () => {}
  private startedMs = 0
  private sent = 0

  constructor(at: CommandContext, given: GivenData) {
    this.at = at
    this.given = given
    // What the host writes meanwhile is data for nobody.
    this.escape = new EscapeSequence(at.module.clock, { onData: () => {}, onEscape: () => this.end('OK') })
  }

  start(finish: (final: FinalResult) => void): void {
    this.finish = finish
    this.startedMs = this.at.module.clock.now()
    this.at.say(this.given.connect)
    this.at.port.takeBytes(Number.POSITIVE_INFINITY, bytes => this.escape.receive(bytes))
    this.sendSome()
  }

  stop(): void {
    this.stopTimer()
    this.escape.stop()
    this.at.port.takeBytes(0, () => {})
  }

  private sendSome(): void {
    const { port, module } = this.at
    const { content } = this.given
    const due = Math.min(content.length, this.bytesDue())
    while (this.sent < due && port.backlogBytes < maxBacklogBytes) {
      const piece = content.subarray(this.sent, Math.min(due, this.sent + pieceBytes))
      this.sent += piece.length
      port.send(piece)
    }
    if (this.sent === content.length) this.end(undefined)
    else {
      const waitMs = this.sent < due ? backlogPollMs : slowStepMs
      this.stopTimer = module.clock.setTimer(waitMs, () => this.sendSome())
    }
  }

  private bytesDue(): number {
    const { bytesPerSecond } = this.at.module.files
    if (bytesPerSecond === Number.POSITIVE_INFINITY) return bytesPerSecond
    return Math.floor(((this.at.module.clock.now() - this.startedMs) * bytesPerSecond) / 1000)
  }

  private end(final: FinalResult | undefined): void {
    this.stop()
    this.finish(final ?? this.given.ended())
  }
}
