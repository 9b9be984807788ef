import { type CancelTimer, type Clock, systemClock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'
import { type Logger, silentLogger } from '../base/logger.ts'
import type { Modem } from '../calls/modem.ts'
import type { ModemEvent } from '../calls/modem-event.ts'
import { isCallThrough } from './call-through.ts'
import { watchForFirstFrame } from './first-frame-watch.ts'
import { Listeners } from './listeners.ts'
import { describeMediaPath, type LineSession, type MediaPath, openMediaPath } from './media-path.ts'
import { switchMediaPath } from './switch-media-path.ts'

/** Where the sound of a line is. */
export type LineAudioState =
  /** No call is through. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly session: LineSession }
  /** It could not be set up, or was lost, during this call. */
  | { readonly kind: 'failed'; readonly reason: CellvoiceError }

/** What {@link LineAudio} is made of. */
export interface LineAudioOptions {
  readonly modem: Modem
  readonly path: MediaPath
  readonly clock?: Clock
  readonly logger?: Logger
  /** How a path is opened; tests hand in their own. */
  readonly open?: typeof openMediaPath
}

/** How often the sound is set up anew during one call after it was lost, and how long is waited before. */
const MAX_TRIES = 5
const RETRY_MS = 1_000

/**
 * The sound of the calls on one line. It is set up when a call is through, because modules forget the setting at every
 * restart and some take it only then, verified, and torn down after the last call.
 */
export class LineAudio {
  readonly path: MediaPath
  private readonly modem: Modem
  private readonly clock: Clock
  private readonly logger: Logger
  private readonly openPath: typeof openMediaPath
  private readonly stateListeners: Listeners<[LineAudioState]>
  private readonly silenceListeners: Listeners<[CellvoiceError]>
  private readonly subscription: { readonly closed: boolean; unsubscribe(): void }
  private current: LineAudioState = { kind: 'idle' }
  private wanted = false
  private tries = 0
  private working: Promise<void> | undefined
  /** Of the state it is in: it ends with it. */
  private cancelTimer: CancelTimer = () => {}

  constructor({ modem, path, clock = systemClock, logger = silentLogger, open = openMediaPath }: LineAudioOptions) {
    this.modem = modem
    this.path = path
    this.clock = clock
    this.logger = logger
    this.openPath = open
    this.stateListeners = new Listeners('the sound of the line', logger)
    this.silenceListeners = new Listeners('the silence of the line', logger)
    this.subscription = modem.events$.subscribe(event => this.take(event))
    this.look()
  }

  get state(): LineAudioState {
    return this.current
  }

  /** Hears every change of {@link state}; what it throws is logged. @returns how to stop. */
  onState(listener: (state: LineAudioState) => void): () => void {
    return this.stateListeners.add(listener)
  }

  /**
   * Hears when the sound was set up and nothing comes from the far end's direction: once for each set-up, 2 s after it.
   * @returns how to stop.
   */
  onSilence(listener: (error: CellvoiceError) => void): () => void {
    return this.silenceListeners.add(listener)
  }

  /**
   * The sound of the call that is through, waited for while it is being set up.
   * @throws CellvoiceError NO_SUCH_CALL when no call is through; why it could not be set up.
   */
  async session(): Promise<LineSession> {
    // Whoever hears of the answer before this does may ask for the sound at once.
    if (!this.subscription.closed) this.look()
    while (this.working) await this.working
    const { current } = this
    if (current.kind === 'open') return current.session
    throw current.kind === 'failed'
      ? current.reason
      : new CellvoiceError('NO_SUCH_CALL', { detail: 'no call is through' })
  }

  /** Takes the sound off the line; the modem stays open. Harmless when closed. */
  async close(): Promise<void> {
    this.subscription.unsubscribe()
    this.want(false)
    await this.working
  }

  private take(event: ModemEvent): void {
    if (event.kind === 'call') this.look()
    else if (event.kind === 'link' && event.state.kind !== 'ready') this.look()
    else if (event.kind === 'message' && event.message.kind === 'pcm-flow' && this.current.kind === 'open') {
      const { session } = this.current
      if (!('pause' in session)) return
      if (event.message.flow === 'hold') session.pause()
      else session.resume()
    }
  }

  private look(): void {
    this.want(isCallThrough(this.modem))
  }

  private want(wanted: boolean): void {
    if (wanted && !this.wanted) this.tries = 0
    this.wanted = wanted
    this.working ??= this.work().finally(() => {
      this.working = undefined
      if (this.wanted !== this.isUp) this.want(this.wanted)
    })
  }

  /** A failure stands for the rest of the call: that it is up means that nothing more is to be done now. */
  private get isUp(): boolean {
    return this.current.kind === 'open' || this.current.kind === 'failed'
  }

  private async work(): Promise<void> {
    while (this.wanted !== this.isUp) {
      if (this.wanted) await this.start()
      else await this.stop()
    }
  }

  private async start(): Promise<void> {
    this.tries++
    this.set({ kind: 'opening' })
    let session: LineSession | undefined
    try {
      await switchMediaPath(this.modem, this.clock, this.path)
      session = await this.openPath(this.path, this.clock)
      this.set({ kind: 'open', session })
      this.watch(session)
    } catch (error) {
      await session?.close()
      this.fail(CellvoiceError.is(error) ? error : new CellvoiceError('AUDIO_DEVICE_FAILED', { cause: error }))
    }
  }

  private watch(session: LineSession): void {
    this.cancelTimer = watchForFirstFrame(this.clock, session, error => {
      this.logger.warn(error.message)
      this.silenceListeners.tell(error)
    })
    void session.ended.then(reason => {
      if (reason && this.isCurrent(session)) this.fail(reason)
    })
  }

  private isCurrent(session: LineSession): boolean {
    return this.current.kind === 'open' && this.current.session === session
  }

  /** A device that went away may be back in a moment; the call goes on meanwhile. */
  private fail(reason: CellvoiceError): void {
    this.logger.warn(`${describeMediaPath(this.path)}: ${reason.message}`)
    this.set({ kind: 'failed', reason })
    if (this.tries >= MAX_TRIES || reason.code === 'NOT_SUPPORTED') return
    this.cancelTimer = this.clock.setTimer(RETRY_MS, () => {
      if (!this.wanted) return
      this.set({ kind: 'idle' })
      this.want(true)
    })
  }

  private async stop(): Promise<void> {
    if (this.current.kind === 'open') await this.current.session.close()
    this.set({ kind: 'idle' })
    await switchMediaPath(this.modem, this.clock, null).catch(error =>
      this.logger.debug(`the audio path was not switched off: ${error instanceof Error ? error.message : error}`),
    )
  }

  private set(state: LineAudioState): void {
    this.cancelTimer()
    this.current = state
    this.stateListeners.tell(state)
  }
}
