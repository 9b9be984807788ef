import type { CancelTimer } from '../../base/clock.ts'
import type { CommandContext } from '../at/command.ts'
import { EscapeSequence } from '../at/escape-sequence.ts'
import type { FinalResult } from '../at/final-result.ts'
import type { Pending } from '../at/outcome.ts'

const acknowledgedBytes = 1024
const acknowledgement = Uint8Array.of(65)

/** How the host's data ended. */
export type ReceptionEnd = 'complete' | 'timed out' | 'escaped'

/** Data that a command takes from the host. */
export interface WantedData {
  readonly bytes: number
  /** How long the host may say nothing. */
  readonly timeoutMs: number
  /** Whether each 1024 bytes are answered with an A. */
  readonly acknowledged: boolean
  onData(bytes: Uint8Array): void
  /** Says how the command ends. */
  ended(end: ReceptionEnd): FinalResult
}

/** Says CONNECT and takes bytes from the host, at most as fast as the module's line carries them. */
export function receiveData(at: CommandContext, wanted: WantedData): Pending {
  const reception = new Reception(at, wanted)
  return { data: true, start: finish => reception.start(finish), forget: () => reception.stop() }
}

class Reception {
  private readonly at: CommandContext
  private readonly wanted: WantedData
  private readonly escape: EscapeSequence
  private finish: (final: FinalResult) => void = () => {}
  private stopTimer: CancelTimer = () => {}
  private startedMs = 0
  private received = 0

  constructor(at: CommandContext, wanted: WantedData) {
    this.at = at
    this.wanted = wanted
    this.escape = new EscapeSequence(at.module.clock, {
      onData: bytes => this.take(bytes),
      onEscape: () => this.end('escaped'),
    })
  }

  start(finish: (final: FinalResult) => void): void {
    this.finish = finish
    this.startedMs = this.at.module.clock.now()
    this.at.say('CONNECT')
    this.awaitMore()
    this.at.port.takeBytes(this.wanted.bytes, bytes => {
      this.awaitMore()
      this.escape.receive(bytes)
    })
  }

  stop(): void {
    this.stopTimer()
    this.escape.stop()
    this.at.port.takeBytes(0, () => {})
  }

  private awaitMore(): void {
    this.stopTimer()
    this.stopTimer = this.at.module.clock.setTimer(this.wanted.timeoutMs, () => this.end('timed out'))
  }

  private take(bytes: Uint8Array): void {
    this.wanted.onData(bytes)
    const before = Math.floor(this.received / acknowledgedBytes)
    this.received += bytes.length
    if (this.wanted.acknowledged) {
      const now = Math.floor(this.received / acknowledgedBytes)
      for (let count = before; count < now; count++) this.at.port.send(acknowledgement)
    }
    if (this.received === this.wanted.bytes) this.end('complete')
  }

  private end(how: ReceptionEnd): void {
    this.stop()
    const { clock, files } = this.at.module
    const leftMs = this.startedMs + (1000 * this.received) / files.bytesPerSecond - clock.now()
    const last = () => this.finish(this.wanted.ended(how))
    if (leftMs > 0) this.stopTimer = clock.setTimer(leftMs, last)
    else last()
  }
}
