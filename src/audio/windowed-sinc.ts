/** The impulse response of an ideal low-pass, sin(πx) / πx; 1 at 0. */
export function sinc(x: number): number {
  // At whole numbers the sine of a rounded pi is not quite 0, and a sample is to come through unchanged.
  if (Number.isInteger(x)) return x === 0 ? 1 : 0
  return Math.sin(Math.PI * x) / (Math.PI * x)
}

/**
 * The window of Kaiser (1974), which makes a response finite.
 * @param x the place in it, from -1 to 1; beyond, it is 0.
 * @param beta its shape: more for less error, and for less of the band.
 */
export function kaiser(x: number, beta: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(beta * Math.sqrt(1 - x ** 2)) / bessel(beta)
}

/** The modified Bessel function of the first kind and order 0, by its series. */
function bessel(x: number): number {
  let term = 1
  let sum = 1
  for (let order = 1; term > sum * 1e-16; order++) {
    term *= (x / (2 * order)) ** 2
    sum += term
  }
  return sum
}
