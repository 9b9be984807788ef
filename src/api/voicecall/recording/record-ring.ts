/** What the ring of the firmware holds. */
export const RING_BYTES = 10 * 1024

/**
 * The bytes of a record stream between the recorder and its reader. What does not fit is lost: the newest bytes, as in
 * the firmware.
 */
export class RecordRing {
  private readonly bytes = new Uint8Array(RING_BYTES)
  private start = 0
  private filled = 0

  /** Takes as much of `data` as fits. @returns how many bytes that was. */
  write(data: Uint8Array): number {
    const taken = Math.min(data.length, RING_BYTES - this.filled)
    const at = (this.start + this.filled) % RING_BYTES
    const untilEnd = Math.min(taken, RING_BYTES - at)
    this.bytes.set(data.subarray(0, untilEnd), at)
    this.bytes.set(data.subarray(untilEnd, taken), 0)
    this.filled += taken
    return taken
  }

  /** Moves at most `length` bytes to the start of `target`. @returns how many there were. */
  read(target: Uint8Array, length: number): number {
    const given = Math.min(length, this.filled)
    const untilEnd = Math.min(given, RING_BYTES - this.start)
    target.set(this.bytes.subarray(this.start, this.start + untilEnd))
    target.set(this.bytes.subarray(0, given - untilEnd), untilEnd)
    this.start = (this.start + given) % RING_BYTES
    this.filled -= given
    return given
  }
}
