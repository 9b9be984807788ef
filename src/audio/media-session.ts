import type { CellvoiceError } from '../base/error.ts'

/**
 * Fills a frame of 160 samples with what the far end is to hear next, and says whether it did. After a false the far
 * end hears silence; the frame is not looked at. It is asked once each 20 ms of the module's clock and must not block.
 */
export type FrameSource = (frame: Int16Array) => boolean

/** Hears each 20 ms of a call, once and in order. Both frames are reused after the call returns: copy what is kept. */
export type FrameListener = (downlink: Int16Array, uplink: Int16Array) => void

/** What went wrong on the way so far; each counts from 0 when the session is opened. */
export interface MediaStatistics {
  /** Frames from the far end. */
  readonly received: number
  /** Frames to the far end. */
  readonly sent: number
  /** Frames sent as silence because there was no source, or it had nothing. */
  readonly silent: number
  /** Frames that could not be sent in time: the device or the line did not take them. */
  readonly dropped: number
  /** Times the device ran dry or overflowed (XRUN), or its child process was restarted. */
  readonly interruptions: number
}

/**
 * The sound of one call on the host, both ways: downlink from the far end, uplink to it (3GPP TS 26.114).
 * The device is the clock: for each 20 ms that it delivers, 20 ms are sent.
 */
export interface MediaSession {
  /** What carries it, for people: `PCM on /dev/ttyUSB1`, `ALSA plughw:Android`. */
  readonly name: string
  /** Hears every frame from now on. @returns how to stop. */
  listen(listener: FrameListener): () => void
  /** From now on `source` is what the far end hears; null is silence. */
  setSource(source: FrameSource | null): void
  readonly statistics: MediaStatistics
  /** Settles with null when closed, with the reason when the device is gone. */
  readonly ended: Promise<CellvoiceError | null>
  /** Ends it: nothing is heard or sent afterwards. Harmless when ended. */
  close(): Promise<void>
}
