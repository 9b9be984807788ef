import { FRAME_MS, FRAME_SAMPLES } from '../../src/audio/frame.ts'

/** What lies between a writer and a reader: a DriftBuffer, as a rule. */
export interface Between {
  push(frame: Int16Array): void
  pull(frame: Int16Array): boolean
  readonly statistics: { readonly waitingMs: number }
}

/** Frames that one clock writes and another reads, in simulated time. */
export interface Crossing {
  readonly between: Between
  /** How long it goes on, by the reader's clock. */
  readonly seconds: number
  /** How much faster the writer's clock runs, parts per million. */
  readonly writerPpm: number
  /** Where in its 20 ms the writer begins, ms. */
  readonly phaseMs?: number
  /** Fills each frame with what the writer hears; silence when left out. */
  fill?(frame: Int16Array): void
  /** When a frame arrives, ms after it was complete; no frame overtakes another. At once when left out. */
  lateMs?(completeMs: number): number
  /** How often a frame arrives: 0 when it is lost, 2 when doubled; once when left out. */
  copies?(): number
  /** When the reader really reads, ms after it should; at once when left out. */
  readerLateMs?(dueMs: number): number
  /**
   * Each 20 ms of the reader.
   * @param delayMs the age of the first sample of the frame when it is read, from when it was spoken.
   */
  onPull(frame: Int16Array, hasSound: boolean, delayMs: number, nowMs: number): void
}

/** Runs a crossing to its end. */
export function cross(crossing: Crossing): void {
  const { between, seconds, writerPpm, phaseMs = 0, fill, lateMs, copies, readerLateMs, onPull } = crossing
  const written = new Int16Array(FRAME_SAMPLES)
  const read = new Int16Array(FRAME_SAMPLES)
  const frameMs = FRAME_MS / (1 + writerPpm / 1e6)
  let completeMs = phaseMs
  let arrivalMs = phaseMs
  let arrivedCompleteMs = phaseMs
  let readMs = 0
  const prepare = () => {
    completeMs += frameMs
    fill?.(written)
    arrivalMs = Math.max(arrivalMs, completeMs + (lateMs?.(completeMs) ?? 0))
  }
  prepare()
  for (let dueMs = 0; dueMs < seconds * 1000; dueMs += FRAME_MS) {
    readMs = Math.max(readMs, dueMs + (readerLateMs?.(dueMs) ?? 0))
    while (arrivalMs <= readMs) {
      for (let copy = copies?.() ?? 1; copy > 0; copy--) between.push(written)
      arrivedCompleteMs = completeMs
      prepare()
    }
    const delayMs = between.statistics.waitingMs + readMs - arrivedCompleteMs
    onPull(read, between.pull(read), delayMs, readMs)
  }
}
