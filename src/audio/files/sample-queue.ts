/** Samples that wait, first in, first out, in a ring of fixed size. */
export class SampleQueue {
  private readonly ring: Int16Array
  private first = 0
  private count = 0

  constructor(capacity: number) {
    this.ring = new Int16Array(capacity)
  }

  get length(): number {
    return this.count
  }

  /** How many more samples fit. */
  get room(): number {
    return this.ring.length - this.count
  }

  /** Takes the first `count` of `samples`; they must fit. */
  push(samples: Int16Array, count: number): void {
    for (let index = 0; index < count; index++) {
      // The caller has that many samples.
      this.ring[(this.first + this.count + index) % this.ring.length] = samples[index] as number
    }
    this.count += count
  }

  /** Moves samples to the start of `samples`. @returns how many: fewer than it holds where the queue runs out. */
  take(samples: Int16Array): number {
    const taken = Math.min(samples.length, this.count)
    for (let index = 0; index < taken; index++) {
      // The ring holds at least that many samples.
      samples[index] = this.ring[(this.first + index) % this.ring.length] as number
    }
    this.first = (this.first + taken) % this.ring.length
    this.count -= taken
    return taken
  }

  clear(): void {
    this.count = 0
  }
}
