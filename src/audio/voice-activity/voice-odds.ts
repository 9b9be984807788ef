import { VOICE_FEATURES } from './voice-features.ts'
import { voiceModel } from './voice-model.ts'

const { hidden, bias } = voiceModel
const units = hidden.length
const weights = Float64Array.from(hidden.flatMap(unit => unit.weights))
const biases = Float64Array.from(hidden, unit => unit.bias)
const outputs = Float64Array.from(hidden, unit => unit.output)

/** How likely a hop with these features is speech: the logarithm of the odds, 0 for even. */
export function voiceOdds(values: Float64Array): number {
  let odds = bias
  for (let unit = 0; unit < units; unit++) {
    // The tables hold one entry for each unit, and one weight for each feature of it.
    let sum = biases[unit] as number
    const row = unit * VOICE_FEATURES
    for (let feature = 0; feature < VOICE_FEATURES; feature++) {
      sum += (weights[row + feature] as number) * (values[feature] as number)
    }
    odds += (outputs[unit] as number) * Math.tanh(sum)
  }
  return odds
}
