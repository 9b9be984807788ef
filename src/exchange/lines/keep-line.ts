import type { CancelTimer, Clock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { LinkState } from '../../modem/link-state.ts'
import type { LinePort } from './line-port.ts'

/** How long is waited before a line is opened again: twice as long each time, up to a minute. */
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000
/** A line that was ready for so long begins anew with the shortest. */
const STEADY_MS = 60_000

/** What a {@link LineKeeper} is made of. */
export interface LineKeeperOptions {
  readonly port: LinePort
  readonly clock: Clock
  /** Whether a line that failed is opened again. */
  readonly reopen: boolean
  /** The module is about to be opened. */
  readonly onOpening: () => void
  /** The module is open. Never rejects. */
  readonly onOpen: () => Promise<void>
  /** {@link LineKeeper.reason} may have changed. */
  readonly onChange: () => void
}

/** Opens the module of one line, and opens it again whenever it is lost, without end and without haste. */
export class LineKeeper {
  private readonly options: LineKeeperOptions
  private failure: CellvoiceError | null = null
  private isOpening = false
  private isClosed = false
  private waits = 0
  private readySinceMs: number | null = null
  private cancel: CancelTimer | undefined

  constructor(options: LineKeeperOptions) {
    this.options = options
  }

  /** Why the line is not open; null while it is, and before it was opened for the first time. */
  get reason(): CellvoiceError | null {
    return this.failure
  }

  /** Opens it once; on failure it goes on by itself. Never rejects. */
  async open(): Promise<void> {
    this.isOpening = true
    this.options.onOpening()
    const failure = await this.tryOnce()
    this.isOpening = false
    if (this.isClosed) return
    if (failure) this.noteFailure(failure)
    else this.noteReady()
  }

  /** The state of the link changed. */
  noteLink(state: LinkState): void {
    // What happens while it is opened is told by how that ends.
    if (this.isOpening || this.isClosed) return
    if (state.kind === 'lost') this.noteFailure(state.reason)
    else if (state.kind === 'restarting') this.noteReturn()
    else if (state.kind === 'ready') this.noteReady()
  }

  /** Nothing is opened any more. */
  close(): void {
    this.isClosed = true
    this.cancel?.()
    this.options.port.close()
  }

  private async tryOnce(): Promise<CellvoiceError | null> {
    const { port, onOpen } = this.options
    try {
      await port.open()
      await onOpen()
    } catch (error) {
      return CellvoiceError.is(error) ? error : new CellvoiceError('PORT_FAILED', { cause: error })
    }
    const { state } = port.modem
    if (state.kind === 'lost') return state.reason
    return state.kind === 'closed' ? new CellvoiceError('PORT_CLOSED') : null
  }

  private noteFailure(failure: CellvoiceError): void {
    const { port, clock, reopen, onChange } = this.options
    this.failure = failure
    const nowMs = clock.now()
    if (this.readySinceMs !== null && nowMs - this.readySinceMs >= STEADY_MS) this.waits = 0
    this.readySinceMs = null
    this.cancel?.()
    if (reopen) {
      const waitMs = port.searchesRate ? 0 : Math.min(FIRST_WAIT_MS * 2 ** this.waits++, LONGEST_WAIT_MS)
      this.cancel = clock.setTimer(waitMs, () => void this.open())
    }
    onChange()
  }

  private noteReady(): void {
    this.noteReturn()
    this.readySinceMs ??= this.options.clock.now()
  }

  /** The module speaks again by itself. */
  private noteReturn(): void {
    this.cancel?.()
    this.failure = null
    this.options.onChange()
  }
}
