import { SAMPLE_RATE } from '../../src/audio/frame.ts'

/** A tone that goes on from frame to frame, for as long as it is asked. */
export function continuousTone(hertz: number, amplitude: number): (frame: Int16Array) => void {
  const step = (2 * Math.PI * hertz) / SAMPLE_RATE
  let phase = 0
  return frame => {
    for (let at = 0; at < frame.length; at++) {
      frame[at] = Math.round(amplitude * Math.sin(phase))
      phase = (phase + step) % (2 * Math.PI)
    }
  }
}

/**
 * What is left of samples without their tone, in dB of the tone: distortion and noise (THD+N). The tone is fitted in
 * amplitude, phase and frequency by least squares, beginning at `hertz` (IEEE Std 1057, without the offset).
 */
export function distortionDb(samples: Int16Array, hertz: number): number {
  let radians = (2 * Math.PI * hertz) / SAMPLE_RATE
  let cosine = 0
  let sine = 0
  let turn = 0
  for (let round = 0; round < 4; round++) {
    const equations = normalEquations(samples, radians, cosine, sine)
    // There is no tone yet whose frequency could be changed.
    ;[cosine = 0, sine = 0, turn = 0] = solved(
      round === 0 ? equations.slice(0, 2).map(row => row.toSpliced(2, 1)) : equations,
    )
    if (round > 0) radians += turn
  }
  let left = 0
  const middle = (samples.length - 1) / 2
  for (let at = 0; at < samples.length; at++) {
    const angle = radians * (at - middle)
    left += ((samples[at] ?? 0) - cosine * Math.cos(angle) - sine * Math.sin(angle)) ** 2
  }
  return 10 * Math.log10(left / samples.length / ((cosine ** 2 + sine ** 2) / 2))
}

/** Least squares for the two amplitudes and a small change of frequency, around a tone fitted before. */
function normalEquations(samples: Int16Array, radians: number, cosine: number, sine: number): number[][] {
  // Counted from the middle, frequency and phase hardly depend on each other.
  const middle = (samples.length - 1) / 2
  let [cc, cs, ct, ss, st, tt, cx, sx, tx] = [0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (let at = 0; at < samples.length; at++) {
    const x = samples[at] ?? 0
    const c = Math.cos(radians * (at - middle))
    const s = Math.sin(radians * (at - middle))
    const t = (at - middle) * (sine * c - cosine * s)
    cc += c * c
    cs += c * s
    ct += c * t
    ss += s * s
    st += s * t
    tt += t * t
    cx += c * x
    sx += s * x
    tx += t * x
  }
  return [
    [cc, cs, ct, cx],
    [cs, ss, st, sx],
    [ct, st, tt, tx],
  ]
}

/** The solution of linear equations, each the coefficients and then the value, by Gauss and Jordan. */
function solved(equations: readonly (readonly number[])[]): number[] {
  const rows = equations.map(row => [...row])
  for (const [pivot, pivotRow] of rows.entries()) {
    const scale = pivotRow[pivot] ?? 1
    for (const column of pivotRow.keys()) pivotRow[column] = (pivotRow[column] ?? 0) / scale
    for (const [other, row] of rows.entries()) {
      const factor = other === pivot ? 0 : (row[pivot] ?? 0)
      for (const column of row.keys()) row[column] = (row[column] ?? 0) - factor * (pivotRow[column] ?? 0)
    }
  }
  return rows.map(row => row.at(-1) ?? 0)
}
