/** Numbers from 0 (included) to 1 (excluded), the same for the same seed: a linear congruence, of which the upper bits count. */
export function dice(seed: number): () => number {
  let state = BigInt.asUintN(64, BigInt(seed) * 0x9e37_79b9_7f4a_7c15n + 1n)
  const next = () => {
    state = BigInt.asUintN(64, state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n)
    return Number(state >> 32n) / 4_294_967_296
  }
  // Neighbouring seeds are far apart only after the first steps.
  next()
  next()
  return next
}
