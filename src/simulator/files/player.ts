import { FRAME_MS, FRAME_SAMPLES } from '../../audio/frame.ts'
import type { FrameSource } from '../../audio/media-session.ts'
import type { Clock } from '../../base/clock.ts'
import type { ModuleAudio, PlayEnd } from '../audio/module-audio.ts'

/** What playing needs of the module. */
export interface PlayerSurroundings {
  readonly clock: Clock
  readonly audio: ModuleAudio
  /** Whether there is a call that has been answered, on hold or not. */
  established(): boolean
  urc(line: string): void
}

/** What AT+QPSND and AT+QAUDPLAY do: each plays one file at a time, to the far end or on the module's own speaker. */
export class Player {
  private readonly module: PlayerSurroundings
  private stopFarEnd: (() => void) | undefined
  private stopSpeaker: (() => void) | undefined

  constructor(module: PlayerSurroundings) {
    this.module = module
  }

  get toFarEnd(): boolean {
    return this.stopFarEnd !== undefined
  }

  get onSpeaker(): boolean {
    return this.stopSpeaker !== undefined
  }

  /** Plays into the call until it ends, or `samples` do; with `muted` the far end goes on hearing the microphone. */
  playToFarEnd(samples: Int16Array, repeat: boolean, muted: boolean): void {
    if (this.stopPlayingOnSpeaker()) this.module.urc('+QAUDPIND: 0,6')
    const ended = (end: PlayEnd) => {
      this.stopFarEnd = undefined
      if (end !== 'stopped') this.module.urc('+QPSND: 0')
    }
    this.stopFarEnd = muted ? this.playUnheard(samples, repeat, ended) : this.play(samples, repeat, ended)
  }

  /** @returns whether anything was being played to the far end. */
  stopPlayingToFarEnd(): boolean {
    const stop = this.stopFarEnd
    this.stopFarEnd = undefined
    stop?.()
    return stop !== undefined
  }

  /** Plays where nobody but the user of the module hears it: it takes its time. */
  playOnSpeaker(samples: Int16Array, repeat: boolean): void {
    if (repeat) {
      this.stopSpeaker = () => {}
      return
    }
    this.stopSpeaker = this.module.clock.setTimer(framesOf(samples) * FRAME_MS, () => {
      this.stopSpeaker = undefined
      this.module.urc('+QAUDPLAY: 0')
    })
  }

  /** @returns whether anything was being played on the speaker. */
  stopPlayingOnSpeaker(): boolean {
    const stop = this.stopSpeaker
    this.stopSpeaker = undefined
    stop?.()
    return stop !== undefined
  }

  losePower(): void {
    this.stopPlayingToFarEnd()
    this.stopPlayingOnSpeaker()
  }

  private play(samples: Int16Array, repeat: boolean, ended: (end: PlayEnd) => void): () => void {
    return this.module.audio.play(sourceOf(samples, repeat), ended)
  }

  private playUnheard(samples: Int16Array, repeat: boolean, ended: (end: PlayEnd) => void): () => void {
    let left = repeat ? Number.POSITIVE_INFINITY : framesOf(samples)
    const stop = this.module.audio.tap(() => {
      const end = this.module.established() ? 'finished' : 'call ended'
      if (end === 'finished' && left-- > 0) return
      stop()
      ended(end)
    })
    return stop
  }
}

function framesOf(samples: Int16Array): number {
  return Math.ceil(samples.length / FRAME_SAMPLES)
}

/** The samples frame by frame, with silence behind the last; again and again with `repeat`. */
function sourceOf(samples: Int16Array, repeat: boolean): FrameSource {
  let at = 0
  return frame => {
    if (at >= samples.length && (!repeat || samples.length === 0)) return false
    let filled = 0
    while (filled < frame.length) {
      if (at >= samples.length && !repeat) break
      if (at >= samples.length) at = 0
      const part = samples.subarray(at, at + frame.length - filled)
      frame.set(part, filled)
      filled += part.length
      at += part.length
    }
    frame.fill(0, filled)
    return true
  }
}
