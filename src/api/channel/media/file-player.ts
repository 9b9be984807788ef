import { CellvoiceError } from '../../../base/error.ts'
import type { Leg } from '../../../exchange/leg.ts'
import type { PlaybackEnd } from '../../../exchange/playback/playback.ts'
import type { Prompt } from '../../../exchange/playback/prompt.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { refusal } from '../refuse.ts'
import { FilePlayerCause, FilePlayerState } from '../words/player-causes.ts'
import { claimFarEnd, isOver, transmittingLeg } from './enter-media.ts'
import { mediaPath } from './media-folder.ts'
import type { PlayableMedia } from './playable-media.ts'
import { startPlayback } from './start-playback.ts'

const method = 'filePlayer.play'

/** How a file is played. */
export interface FilePlayerOptions {
  /** Whether a key of the far end stops it; keys pressed before do not. Default false. */
  readonly bargeIn?: boolean | undefined
  /** Stops it: the promise rejects with its reason. */
  readonly signal?: AbortSignal | undefined
}

/** Plays files and texts to the far end of a call. */
export class FilePlayer {
  readonly Cause = FilePlayerCause
  readonly State = FilePlayerState
  private readonly parts: ChannelParts
  private currentState: FilePlayerState = FilePlayerState.IDLE
  private latestCause: FilePlayerCause = FilePlayerCause.NONE
  private latestError: CellvoiceError | null = null
  private interrupt: ((cause: FilePlayerCause) => void) | null = null

  constructor(parts: ChannelParts) {
    this.parts = parts
  }

  /** How the latest playing ended. */
  cause(): FilePlayerCause {
    return this.latestCause
  }

  state(): FilePlayerState {
    return this.currentState
  }

  /** What was wrong when the latest cause was ERROR; else null. */
  get lastError(): CellvoiceError | null {
    return this.latestError
  }

  /**
   * Plays and resolves when it is over.
   * @param filename In the media folder; `.wav` where it has no ending. Or a text or file as {@link PlayableMedia}.
   * @returns NORMAL, BARGEIN, ABORTED, HANGUP, or ERROR: then {@link lastError} says why.
   * @throws Hangup when the call is over; UASError when it is not answered, connected to another or playing already, where
   *   no sound reaches the call (`no-audio-path`), and for a text without a voice (`no-tts-engine`).
   */
  async play(
    filename: string | PlayableMedia,
    { bargeIn = false, signal }: FilePlayerOptions = {},
  ): Promise<FilePlayerCause> {
    const { parts } = this
    const leg = transmittingLeg(parts, method)
    const prompt = this.promptOf(filename)
    signal?.throwIfAborted()
    const free = claimFarEnd(parts, method, leg, 'a player')
    this.currentState = FilePlayerState.PLAYING
    this.latestCause = FilePlayerCause.NONE
    this.latestError = null
    const interrupted = new Promise<FilePlayerCause>(resolve => {
      this.interrupt = resolve
    })
    const stopKeys = bargeIn ? leg.onDigit(() => this.interrupt?.(FilePlayerCause.BARGEIN)) : () => {}
    const onAbort = () => this.interrupt?.(FilePlayerCause.ABORTED)
    signal?.addEventListener('abort', onAbort, { once: true })
    try {
      this.finish(await this.run(leg, prompt, interrupted))
    } catch (error) {
      this.fail(error, leg)
    } finally {
      stopKeys()
      signal?.removeEventListener('abort', onAbort)
      this.interrupt = null
      free()
    }
    signal?.throwIfAborted()
    return this.latestCause
  }

  /** Stops what is being played; harmless when nothing is. */
  stop(): void {
    this.interrupt?.(FilePlayerCause.ABORTED)
  }

  private async run(leg: Leg, prompt: Prompt, interrupted: Promise<FilePlayerCause>): Promise<FilePlayerCause> {
    const playback = await startPlayback(this.parts, leg, prompt)
    const end = await Promise.race([playback.ended, interrupted])
    if (typeof end === 'object') return this.causeOf(end, leg)
    await playback.stop()
    return end
  }

  private causeOf(end: PlaybackEnd, leg: Leg): FilePlayerCause {
    switch (end.kind) {
      case 'finished':
        return FilePlayerCause.NORMAL
      case 'stopped':
        return FilePlayerCause.ABORTED
      case 'failed':
        if (isOver(this.parts, leg) || end.reason.code === 'NO_SUCH_CALL') return FilePlayerCause.HANGUP
        this.latestError = end.reason
        return FilePlayerCause.ERROR
    }
  }

  private promptOf(what: string | PlayableMedia): Prompt {
    const { media, life } = this.parts
    try {
      if (typeof what !== 'string') {
        const prompt = what.prompt(name => mediaPath(media, name))
        if (prompt) return prompt
        throw refusal(life, method, 'was given nothing to play')
      }
      return { kind: 'file', path: mediaPath(media, what) }
    } catch (error) {
      throw CellvoiceError.is(error) ? refusal(life, method, error.message, error) : error
    }
  }

  private finish(cause: FilePlayerCause): void {
    this.latestCause = cause
    this.currentState = cause === FilePlayerCause.ERROR ? FilePlayerState.ERROR : FilePlayerState.IDLE
  }

  /** @throws UASError where it is the line or this host that cannot do it, and no file that is wrong. */
  private fail(error: unknown, leg: Leg): void {
    const { parts } = this
    if (!CellvoiceError.is(error)) {
      this.finish(FilePlayerCause.ERROR)
      throw error
    }
    if (isOver(parts, leg)) {
      this.finish(FilePlayerCause.HANGUP)
      return
    }
    this.latestError = error
    this.finish(FilePlayerCause.ERROR)
    if (error.code === 'NOT_SUPPORTED') throw refusal(parts.life, method, 'has no-audio-path', error)
    if (error.code === 'AUDIO_TOOL_MISSING') throw refusal(parts.life, method, 'has no-tts-engine', error)
  }
}
