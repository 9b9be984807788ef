import { FRAME_SAMPLES } from '../../src/audio/frame.ts'

/** A frame that tells its number, from 1, and when it was made, in ms of the clock that all processes share. */
export interface Stamp {
  readonly number: number
  readonly madeMs: number
}

/** Milliseconds of the monotonic clock of the machine. */
export function machineMs(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

/** Writes a stamp into the samples, one byte in each; what is left repeats the number, so that a cut frame shows. */
export function stampFrame(frame: Int16Array, number: number): void {
  const bytes = new DataView(new ArrayBuffer(12))
  bytes.setUint32(0, number)
  bytes.setFloat64(4, machineMs())
  for (let index = 0; index < FRAME_SAMPLES; index++) {
    frame[index] = index < 12 ? bytes.getUint8(index) : number & 0x7fff
  }
}

/** Reads a stamp; null for silence. @throws Error when the frame is no whole one. */
export function readStamp(frame: Int16Array): Stamp | null {
  if (frame.every(sample => sample === 0)) return null
  const bytes = new DataView(Uint8Array.from(frame.subarray(0, 12)).buffer)
  const number = bytes.getUint32(0)
  if (!frame.subarray(12).every(sample => sample === (number & 0x7fff))) throw new Error(`frame ${number} is cut`)
  return { number, madeMs: bytes.getFloat64(4) }
}
