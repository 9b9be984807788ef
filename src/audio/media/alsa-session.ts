import { type CancelTimer, type Clock, systemClock } from '../../base/clock.ts'
import type { CellvoiceError } from '../../base/error.ts'
import { type Logger, silentLogger } from '../../base/logger.ts'
import type { FrameListener, FrameSource, MediaSession } from '../media-session.ts'
import { AlsaChild } from './alsa-child.ts'
import { type AlsaDevices, alsaArguments, checkedDevices } from './alsa-devices.ts'
import { alsaError } from './alsa-trouble.ts'
import { type AlsaSystem, type AudioProcess, alsaSystem } from './audio-process.ts'
import { cushionFrames } from './cushion-frames.ts'
import { FramePump } from './frame-pump.ts'
import { type DeviceStatistics, type MediaCounters, mediaCounters } from './media-counters.ts'
import { PacedReader } from './paced-reader.ts'
import { PlaybackFeed } from './playback-feed.ts'

/** What {@link openAlsa} is given. */
export interface AlsaOptions {
  /** The name of an ALSA device for both ways, or one for each: `plughw:Android`, `plughw:CARD=Android_1,DEV=0`. */
  readonly device: string | AlsaDevices
  /** Default: the clock on the wall. */
  readonly clock?: Clock
  /** Milliseconds of silence played ahead: 20 to 500, default 60. */
  readonly cushionMs?: number
  /** Hears of child processes that had to be restarted, of listeners and sources that threw. Default: nobody. */
  readonly logger?: Logger
}

/** A {@link MediaSession} on a sound card. */
export interface AlsaSession extends MediaSession {
  readonly statistics: DeviceStatistics
}

/** The card is to give sound within this time, and both programs are to live for the second after that. */
const firstSoundMs = 3000
const settleMs = 200
/** How often the programs are looked at, and how many looks without sound make a card blocked. */
const lookMs = 100
const maxQuietLooks = 5
const maxQuietLooksAtStart = 20
/** Of the ring in front of the capture program: it costs no delay, so it may be long. */
const captureRingMs = 150

/**
 * Opens a sound card through arecord and aplay of alsa-utils, mono, 8 kHz, 16 bit: the USB audio of a module, or a card wired
 * to its analogue pins. What the card captures is the clock. A program that dies, hangs or is cut off is started again, up
 * to five times in a row; each time, and each XRUN, counts as an interruption.
 *
 * The devices `null` and `file` of ALSA have no clock; they are read at 1.02 times real time.
 * @param system For tests.
 * @returns the session, once the card gives sound; its `ended` gives AUDIO_DEVICE_LOST when the card is gone for good.
 * @throws CellvoiceError INVALID_ARGUMENT; AUDIO_TOOL_MISSING without alsa-utils; AUDIO_DEVICE_FAILED with what to do.
 */
export async function openAlsa(options: AlsaOptions, system: AlsaSystem = alsaSystem): Promise<AlsaSession> {
  const session = new CardSession(options, system)
  await session.open()
  return session
}

class CardSession implements AlsaSession {
  readonly name: string
  readonly ended: Promise<CellvoiceError | null>
  private readonly clock: Clock
  private readonly counters: MediaCounters = mediaCounters()
  private readonly pump: FramePump
  private readonly feed: PlaybackFeed
  private readonly capture: AlsaChild
  private readonly playback: AlsaChild
  private reader: PacedReader | undefined
  private heard = false
  private quietLooks = -maxQuietLooksAtStart
  private playbackStarts = 0
  private cancelLook: CancelTimer = () => {}
  /** While it is being opened: what ends that. */
  private opening: { resolve(): void; reject(error: CellvoiceError): void } | undefined
  private settleEnded: (reason: CellvoiceError | null) => void = () => {}
  private closing: Promise<void> | undefined

  constructor(options: AlsaOptions, system: AlsaSystem) {
    const { clock = systemClock, cushionMs = 60, logger = silentLogger } = options
    const { capture, playback } = checkedDevices(options.device)
    const frames = cushionFrames(cushionMs, 20)
    this.clock = clock
    this.name = `ALSA ${capture === playback ? capture : `${capture} and ${playback}`}`
    this.ended = new Promise(resolve => {
      this.settleEnded = resolve
    })
    const { counters } = this
    this.feed = new PlaybackFeed({
      clock,
      counters,
      cushionFrames: frames,
      system,
      onSurplus: surplus => this.pump.addSurplus(surplus),
    })
    this.pump = new FramePump({
      clock,
      logger,
      counters,
      cushionFrames: frames,
      send: bytes => this.feed.offer(bytes),
    })
    const common = {
      clock,
      logger,
      system,
      onGone: (error: CellvoiceError) => void this.end(error),
      onXrun: () => {
        counters.interruptions++
      },
    }
    this.capture = new AlsaChild({
      ...common,
      program: 'arecord',
      args: alsaArguments(capture, captureRingMs),
      device: capture,
      onStart: process => this.attachCapture(process),
      onDeath: error => {
        this.reader?.stop()
        return this.survives(error)
      },
    })
    this.playback = new AlsaChild({
      ...common,
      program: 'aplay',
      // It begins once the cushion is there; a ring hardly longer keeps what a hold-up leaves in it from being delay.
      args: [...alsaArguments(playback, Math.max(80, cushionMs + 40)), '-R', String(1000 * cushionMs)],
      device: playback,
      onStart: process => this.attachPlayback(process),
      onDeath: error => {
        this.feed.detach()
        return this.survives(error)
      },
    })
  }

  async open(): Promise<void> {
    const opened = new Promise<void>((resolve, reject) => {
      this.opening = { resolve, reject }
    })
    const cancelLimit = this.clock.setTimer(firstSoundMs, () =>
      this.opening?.reject(
        alsaError('AUDIO_DEVICE_FAILED', this.name, `it gave no sound for ${firstSoundMs / 1000} s`),
      ),
    )
    this.pump.start()
    this.playback.start()
    this.capture.start()
    try {
      await opened
      this.look()
    } catch (error) {
      await this.close()
      throw error
    } finally {
      this.opening = undefined
      cancelLimit()
    }
  }

  listen(listener: FrameListener): () => void {
    return this.pump.listen(listener)
  }

  setSource(source: FrameSource | null): void {
    this.pump.setSource(source)
  }

  get statistics(): DeviceStatistics {
    return { ...this.counters }
  }

  close(): Promise<void> {
    return this.end(null)
  }

  private end(reason: CellvoiceError | null): Promise<void> {
    if (reason) this.opening?.reject(reason)
    this.closing ??= this.shutDown(reason)
    return this.closing
  }

  private async shutDown(reason: CellvoiceError | null): Promise<void> {
    this.pump.stop()
    this.cancelLook()
    this.reader?.stop()
    this.feed.detach()
    await Promise.all([this.capture.stop(), this.playback.stop()])
    this.settleEnded(reason)
  }

  private attachCapture(process: AudioProcess): void {
    this.pump.realign()
    this.quietLooks = -maxQuietLooksAtStart
    this.reader = new PacedReader(process.stdout, this.clock, chunk => {
      if (!this.heard) this.settleSoon()
      this.heard = true
      this.quietLooks = 0
      this.pump.accept(chunk)
    })
  }

  private attachPlayback(process: AudioProcess): void {
    this.feed.attach(process)
    if (this.playbackStarts++ > 0) this.pump.prime()
  }

  /** aplay asks the card for its settings only after the first sound, so its refusal comes a little later. */
  private settleSoon(): void {
    this.clock.setTimer(settleMs, () => this.opening?.resolve())
  }

  private survives(error: CellvoiceError): boolean {
    if (this.opening) {
      this.opening.reject(error)
      return false
    }
    this.counters.interruptions++
    return this.closing === undefined
  }

  private look(): void {
    this.cancelLook = this.clock.setTimer(lookMs, async () => {
      if (++this.quietLooks >= maxQuietLooks) {
        this.quietLooks = -maxQuietLooksAtStart
        this.capture.restart('it gives no sound')
      }
      if (await this.feed.isBlocked()) this.playback.restart('it takes no sound')
      if (!this.closing) this.look()
    })
  }
}
