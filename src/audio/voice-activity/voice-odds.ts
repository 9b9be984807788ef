import { VOICE_FEATURES } from './voice-features.ts'
import { voiceModel } from './voice-model.ts'

const { hidden, bias } = voiceModel
const units = hidden.length
const weights = Float64Array.from(hidden.flatMap(unit => unit.weights))
const biases = Float64Array.from(hidden, unit => unit.bias)
const outputs = Float64Array.from(hidden, unit => unit.output)

/**
 * How likely a hop with these features is speech: the logarithm of the odds, 0 for even, into the only place of `odds`. A
 * number that a function returns may cost an allocation.
 */
export function voiceOdds(values: Float64Array, odds: Float64Array): void {
  let total: number = bias
  for (let unit = 0; unit < units; unit++) {
    // The tables hold one entry for each unit, and one weight for each feature of it.
    let sum = biases[unit] as number
    const row = unit * VOICE_FEATURES
    for (let feature = 0; feature < VOICE_FEATURES; feature++) {
      sum += (weights[row + feature] as number) * (values[feature] as number)
    }
    total += (outputs[unit] as number) * Math.tanh(sum)
  }
  odds[0] = total
}
