import { FRAME_SAMPLES } from '../../audio/frame.ts'
import { FrameListeners } from '../../audio/media/frame-listeners.ts'
import { mediaCounters } from '../../audio/media/media-counters.ts'
import type { FrameListener, FrameSource, MediaSession, MediaStatistics } from '../../audio/media-session.ts'
import type { CancelTimer, Clock } from '../../base/clock.ts'
import type { CellvoiceError } from '../../base/error.ts'
import type { Logger } from '../../base/logger.ts'
import type { LineAudio, LineAudioState } from '../line-audio.ts'
import type { LegGate } from './leg-gate.ts'

/** A line that lost its sound has it back within this time, or no more during this call. */
const RETURN_LIMIT_MS = 10_000

/** What {@link LegSound} is made of. */
export interface LegSoundOptions {
  readonly audio: LineAudio
  readonly clock: Clock
  readonly logger: Logger
  readonly name: string
  /** Whether the line carries this leg now, and not another call. */
  readonly isCarried: () => boolean
  /** Which ways are open; asked for every frame. */
  readonly gate: () => LegGate
}

/**
 * The sound of one leg on a line: that of the line as long as the line carries this leg. It stays the same session when
 * the device is lost and comes back, and when the leg goes on on another line; it falls silent while the line carries
 * another call.
 */
export class LegSound implements MediaSession {
  readonly ended: Promise<CellvoiceError | null>
  private readonly options: LegSoundOptions
  private readonly listeners: FrameListeners
  private readonly silence = new Int16Array(FRAME_SAMPLES)
  private on: Pick<LegSoundOptions, 'audio' | 'name'>
  private stopStates: () => void
  private settle: (reason: CellvoiceError | null) => void = () => {}
  private source: FrameSource | null = null
  private attached: { readonly session: MediaSession; readonly stop: () => void } | null = null
  private lastStatistics: MediaStatistics = mediaCounters()
  private cancelWait: CancelTimer | undefined
  private over = false

  constructor(options: LegSoundOptions) {
    this.options = options
    this.on = options
    this.listeners = new FrameListeners(options.logger)
    this.ended = new Promise(resolve => {
      this.settle = resolve
    })
    this.stopStates = options.audio.onState(() => this.look())
    this.look()
  }

  get name(): string {
    return this.on.name
  }

  get statistics(): MediaStatistics {
    return this.attached?.session.statistics ?? this.lastStatistics
  }

  /** Whether it has ended; a leg whose line has sound again needs a new one then. */
  get isOver(): boolean {
    return this.over
  }

  listen(listener: FrameListener): () => void {
    return this.over ? () => {} : this.listeners.add(listener)
  }

  setSource(source: FrameSource | null): void {
    if (this.over) return
    this.source = source
    this.attached?.session.setSource(source && this.fill)
  }

  async close(): Promise<void> {
    this.end(null)
  }

  /** There is no more sound for this leg, for that reason. */
  fail(reason: CellvoiceError): void {
    this.end(reason)
  }

  /** Goes on with the sound of another line: who listens and what is played stay. */
  moveTo(on: Pick<LegSoundOptions, 'audio' | 'name'>): void {
    if (this.over) return
    this.stopStates()
    // What the former line waited for says nothing of this one.
    this.cancelWait?.()
    this.cancelWait = undefined
    this.on = on
    this.stopStates = on.audio.onState(() => this.look())
    this.look()
  }

  /** Follows the line: to be called when the line may carry another call than before. */
  look(): void {
    if (this.over) return
    const { state } = this.on.audio
    const session = state.kind === 'open' && this.options.isCarried() ? state.session : null
    if (session !== (this.attached?.session ?? null)) {
      this.detach()
      if (session) this.attach(session)
    }
    // Another leg of the line may have taken its own source away, and silence with it.
    if (this.source) this.attached?.session.setSource(this.fill)
    this.waitFor(state)
  }

  /** For {@link look} of several legs: those that lose the line leave it before another takes it. */
  leaveIfNotCarried(): void {
    if (this.attached && !this.options.isCarried()) this.detach()
  }

  /** Asks the source in any case, so that what is played goes on while nobody hears it. */
  private readonly fill: FrameSource = frame => {
    const isFilled = this.source?.(frame) ?? false
    return isFilled && this.options.gate().uplink === 'open'
  }

  private attach(session: MediaSession): void {
    const stop = session.listen((downlink, uplink) => {
      const isOpen = this.options.gate().downlink === 'open'
      this.listeners.tell(isOpen ? downlink : this.silence.fill(0), uplink)
    })
    this.attached = { session, stop }
  }

  private detach(): void {
    if (!this.attached) return
    const { session, stop } = this.attached
    this.lastStatistics = session.statistics
    this.attached = null
    stop()
    if (this.source) session.setSource(null)
  }

  private waitFor(state: LineAudioState): void {
    if (state.kind === 'open') {
      this.cancelWait?.()
      this.cancelWait = undefined
    } else if (state.kind === 'failed') {
      this.cancelWait ??= this.options.clock.setTimer(RETURN_LIMIT_MS, () => this.end(state.reason))
    }
  }

  private end(reason: CellvoiceError | null): void {
    if (this.over) return
    this.over = true
    this.detach()
    this.source = null
    this.cancelWait?.()
    this.stopStates()
    this.settle(reason)
  }
}
