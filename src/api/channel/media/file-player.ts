import { CellvoiceError } from '../../../base/error.ts'
import type { Leg } from '../../../exchange/leg.ts'
import type { PlaybackEnd } from '../../../exchange/playback/playback.ts'
import type { Prompt } from '../../../exchange/playback/prompt.ts'
import { refusal } from '../refuse.ts'
import { FilePlayerCause, FilePlayerState } from '../words/media-words.ts'
import { claimFarEnd, isOver, transmittingLeg } from './enter-media.ts'
import { type Interruptions, MediaAction } from './media-action.ts'
import { mediaPath } from './media-folder.ts'
import type { PlayableMedia } from './playable-media.ts'
import { startPlayback } from './start-playback.ts'

const method = 'filePlayer.play'

/** Plays files and texts to the far end of a call. */
export class FilePlayer extends MediaAction<FilePlayerCause, FilePlayerState> {
  readonly Cause = FilePlayerCause
  readonly State = FilePlayerState
  protected readonly busy = FilePlayerState.PLAYING
  protected readonly method = method
  protected override readonly refusals = { NOT_SUPPORTED: 'has no-audio-path', AUDIO_TOOL_MISSING: 'has no-tts-engine' }

  /**
   * Plays and resolves when it is over.
   * @param filename In the media folder; `.wav` where it has no ending. Or a text or file as {@link PlayableMedia}.
   * @returns NORMAL, BARGEIN, ABORTED, HANGUP, or ERROR: then {@link lastError} says why.
   * @throws Hangup when the call is over; UASError when it is not answered, connected to another or playing already, where
   *   no sound reaches the call (`no-audio-path`), and for a text without a voice (`no-tts-engine`).
   */
  async play(filename: string | PlayableMedia, options: Interruptions = {}): Promise<FilePlayerCause> {
    const { parts } = this
    const leg = transmittingLeg(parts, method)
    const prompt = this.promptOf(filename)
    options.signal?.throwIfAborted()
    const free = claimFarEnd(parts, method, leg, 'a player')
    return this.run(leg, options, interrupted => this.playTo(leg, prompt, interrupted)).finally(free)
  }

  /** Stops what is being played; harmless when nothing is. */
  stop(): void {
    this.interrupt(FilePlayerCause.ABORTED)
  }

  private async playTo(
    leg: Leg,
    prompt: Prompt,
    interrupted: Promise<FilePlayerCause>,
  ): Promise<FilePlayerCause | CellvoiceError> {
    const playback = await startPlayback(this.parts, leg, prompt)
    if (playback.source === 'module') this.parts.diagnostics.note(method, 'to play from here', 'played by the module')
    const end = await Promise.race([playback.ended, interrupted])
    if (typeof end === 'object') return this.causeOf(end, leg)
    await playback.stop()
    return end
  }

  private causeOf(end: PlaybackEnd, leg: Leg): FilePlayerCause | CellvoiceError {
    switch (end.kind) {
      case 'finished':
        return FilePlayerCause.NORMAL
      case 'stopped':
        return FilePlayerCause.ABORTED
      case 'failed':
        if (isOver(this.parts, leg) || end.reason.code === 'NO_SUCH_CALL') return FilePlayerCause.HANGUP
        return end.reason
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
}
