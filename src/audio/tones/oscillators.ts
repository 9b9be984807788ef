import { SAMPLE_RATE } from '../frame.ts'
import type { Signal } from './tone.ts'

const turn = 2 * Math.PI

/** The oscillators of a signal: the power of what they give is that of a sine of amplitude 1. */
export class Oscillators {
  private readonly steps: readonly number[]
  private readonly phases: Float64Array
  private readonly modulationStep: number
  private readonly amplitude: number
  private modulationPhase = Math.PI

  constructor({ hz, modulatedBy }: Signal) {
    this.steps = hz.map(frequency => (turn * frequency) / SAMPLE_RATE)
    this.phases = new Float64Array(hz.length)
    this.modulationStep = modulatedBy === undefined ? 0 : (turn * modulatedBy) / SAMPLE_RATE
    // An amplitude modulated wholly has half as much power again as its carrier.
    this.amplitude = 1 / Math.sqrt(hz.length * (modulatedBy === undefined ? 1 : 1.5))
  }

  next(): number {
    let sum = 0
    for (let index = 0; index < this.steps.length; index++) {
      // The loop ends with the last oscillator.
      const phase = this.phases[index] as number
      sum += Math.sin(phase)
      this.phases[index] = (phase + (this.steps[index] as number)) % turn
    }
    if (this.modulationStep === 0) return this.amplitude * sum
    const swell = 1 + Math.cos(this.modulationPhase)
    this.modulationPhase = (this.modulationPhase + this.modulationStep) % turn
    return this.amplitude * swell * sum
  }
}
