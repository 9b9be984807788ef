import { SAMPLE_RATE, saturate } from '../frame.ts'
import { RateConverter } from './convert-rate.ts'
import type { WavFormat } from './wav-format.ts'
import { readMono } from './wav-samples.ts'

/**
 * Bytes of sound of a WAV file to what a call carries: 8 kHz, one channel, 16 bits. Channels are averaged; rates are
 * converted ({@link RateConverter}); what is 8 kHz, one channel and 16 bits already comes out bit by bit the same.
 */
export class WavDecoder {
  private readonly format: WavFormat
  private readonly converter: RateConverter | null
  private readonly mono: Float32Array

  /** @param maxBlocks The most samples (of all channels) that are decoded at a time. */
  constructor(format: WavFormat, maxBlocks: number) {
    this.format = format
    this.converter = format.sampleRate === SAMPLE_RATE ? null : new RateConverter(format.sampleRate, SAMPLE_RATE)
    this.mono = new Float32Array(maxBlocks)
  }

  /** The most samples that come out for `blocks` samples of the file. */
  maxOutput(blocks: number): number {
    return this.converter?.maxOutput(blocks) ?? blocks
  }

  /** @param output At least {@link maxOutput} long. @returns how many samples were written to it. */
  decode(bytes: Uint8Array, output: Int16Array): number {
    const count = readMono(this.format, bytes, this.mono)
    if (this.converter) return this.converter.convert(this.mono.subarray(0, count), output)
    // The loop ends with the last sample that was read.
    for (let index = 0; index < count; index++) output[index] = saturate(Math.round(this.mono[index] as number))
    return count
  }

  /** What comes out after the end of the file. */
  finish(output: Int16Array): number {
    return this.converter?.finish(output) ?? 0
  }
}
