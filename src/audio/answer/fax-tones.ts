/** CNG of a calling terminal: 1100 Hz +-38 Hz for 0.5 s +-15 % (ITU-T T.30 clause 4.1). */
const callingHz = 1100
const callingHzOff = 38
const leastCallingHops = 42
const mostCallingHops = 58
/** CED of a called one and ANS of a modem: 2100 Hz +-15 Hz for 2.6 to 4 s (ITU-T T.30, V.25), +-5 Hz to measure it. */
const calledHz = 2100
const calledHzOff = 20
/** ANSam turns its phase each 450 ms (ITU-T V.8): a tone that is told must do with one turn. */
const leastCalledHops = 40

/** @param hops - how long the tone lasted from start to end. */
export function isCallingTone(hz: number, hops: number): boolean {
  return Math.abs(hz - callingHz) <= callingHzOff && hops >= leastCallingHops && hops <= mostCallingHops
}

/** @param hops - how long the tone has lasted so far. */
export function isCalledTone(hz: number, hops: number): boolean {
  return Math.abs(hz - calledHz) <= calledHzOff && hops >= leastCalledHops
}
