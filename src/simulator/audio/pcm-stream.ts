import { FRAME_BYTES, readSamples, writeSamples } from '../../audio/frame.ts'
import type { CountedAudio } from './audio-counters.ts'

const bytesOf = (milliseconds: number) => milliseconds * 16
const capacity = bytesOf(1000)
const stopAbove = bytesOf(500)
const goOnBelow = bytesOf(250)

/**
 * PCM between a module and its hosts: 16-bit little-endian samples, 320 bytes for each 20 ms either way. Every host hears
 * the same; what they write goes into one buffer of 1 s. Only while it is open does anything pass.
 */
export class PcmStream {
  private readonly hosts = new Set<(bytes: Uint8Array) => void>()
  private readonly counters: CountedAudio
  private readonly tellFlow: (mayWrite: boolean) => void
  private readonly buffer = new Uint8Array(capacity)
  private readonly frameBytes = new Uint8Array(FRAME_BYTES)
  private first = 0
  private buffered = 0
  private isOpen = false
  /** Whether the host has written since the stream was opened: before, it owes nothing. */
  private fed = false
  private stopped = false
  /** Whether the last byte that was lost is the first half of a sample, so that its second half must be lost too. */
  private halfLost = false

  /** `tellFlow` is called with false when the host should stop writing, and with true when it may go on. */
  constructor(counters: CountedAudio, tellFlow: (mayWrite: boolean) => void) {
    this.counters = counters
    this.tellFlow = tellFlow
  }

  /** Adds a host. `write` must not keep the bytes. @returns how to take it away. */
  attach(write: (bytes: Uint8Array) => void): () => void {
    this.hosts.add(write)
    return () => this.hosts.delete(write)
  }

  open(): void {
    this.isOpen = true
  }

  close(): void {
    this.isOpen = false
    this.first = 0
    this.buffered = 0
    this.fed = false
    this.stopped = false
    this.halfLost = false
  }

  /** The host writes. */
  receive(bytes: Uint8Array): void {
    if (!this.isOpen || bytes.length === 0) return
    this.fed = true
    const from = this.halfLost ? 1 : 0
    this.halfLost = false
    const taken = this.room(bytes.length - from)
    for (let index = from; index < from + taken; index++) {
      // The loop stays within the chunk.
      this.buffer[(this.first + this.buffered++) % capacity] = bytes[index] as number
    }
    const lost = bytes.length - from - taken
    if (lost > 0) this.counters.overflows++
    this.halfLost = lost % 2 === 1
    if (this.buffered > stopAbove && !this.stopped) {
      this.stopped = true
      this.tellFlow(false)
    }
  }

  /** Fills `frame` with the next 20 ms of the host; false when it has not written as much. */
  take(frame: Int16Array): boolean {
    if (this.buffered < FRAME_BYTES) {
      if (this.fed) this.counters.underruns++
      return false
    }
    for (let index = 0; index < FRAME_BYTES; index++) {
      this.frameBytes[index] = this.buffer[(this.first + index) % capacity] as number
    }
    readSamples(this.frameBytes, frame)
    this.first = (this.first + FRAME_BYTES) % capacity
    this.buffered -= FRAME_BYTES
    this.counters.framesUp++
    if (this.buffered < goOnBelow && this.stopped) {
      this.stopped = false
      this.tellFlow(true)
    }
    return true
  }

  /** Gives every host 20 ms. */
  give(frame: Int16Array): void {
    writeSamples(frame, this.frameBytes)
    for (const write of this.hosts) write(this.frameBytes)
    this.counters.framesDown++
  }

  /** How many of `wanted` bytes there is room for, so that whole samples are lost. */
  private room(wanted: number): number {
    const free = Math.min(wanted, capacity - this.buffered)
    return free > 0 && (wanted - free) % 2 === 1 ? free - 1 : free
  }
}
