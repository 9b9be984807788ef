import { gaussian } from '../support/random.ts'

/** A network of one hidden layer of tanh units, whose output is the logarithm of odds. */
export interface SmallNetwork {
  readonly hidden: readonly { readonly weights: readonly number[]; readonly bias: number; readonly output: number }[]
  readonly bias: number
}

/** What a network is trained on: rows of features one after the other, and for each row whether the answer is yes. */
export interface Examples {
  readonly features: number
  readonly values: Float32Array
  readonly answers: Uint8Array
}

const batch = 128
const firstRate = 0.01
const lastRate = 0.0003

/**
 * Trains a network by gradient descent on the cross entropy (Adam: Kingma and Ba 2014), on features brought to mean 0
 * and deviation 1; that scaling is worked into the weights at the end.
 */
export function trainNetwork(
  examples: Examples,
  units: number,
  epochs: number,
  uniform: () => number,
  progress: (text: string) => void,
): SmallNetwork {
  const { features, values, answers } = examples
  const rows = answers.length
  const { means, deviations } = scaleOf(examples)
  const size = units * features + 2 * units + 1
  const normal = gaussian(uniform)
  const weights = Float64Array.from({ length: size }, () => 0.3 * normal())
  const gradient = new Float64Array(size)
  const first = new Float64Array(size)
  const second = new Float64Array(size)
  const scaled = new Float64Array(features)
  const active = new Float64Array(units)
  const biasAt = units * features
  const outputAt = biasAt + units
  const order = Int32Array.from({ length: rows }, (_, index) => index)
  let step = 0
  // Every index below is within the tables made above.
  const at = (table: ArrayLike<number>, index: number) => table[index] as number
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let index = rows - 1; index > 0; index--) {
      const other = Math.floor(uniform() * (index + 1))
      const swapped = at(order, index)
      order[index] = at(order, other)
      order[other] = swapped
    }
    const rate = firstRate * (1 - epoch / epochs) + lastRate
    let loss = 0
    for (let from = 0; from + batch <= rows; from += batch) {
      gradient.fill(0)
      for (let index = from; index < from + batch; index++) {
        const row = at(order, index)
        for (let f = 0; f < features; f++)
          scaled[f] = (at(values, row * features + f) - at(means, f)) / at(deviations, f)
        let odds = at(weights, size - 1)
        for (let u = 0; u < units; u++) {
          let sum = at(weights, biasAt + u)
          for (let f = 0; f < features; f++) sum += at(weights, u * features + f) * at(scaled, f)
          active[u] = Math.tanh(sum)
          odds += at(active, u) * at(weights, outputAt + u)
        }
        const likely = 1 / (1 + Math.exp(-odds))
        const answer = at(answers, row)
        loss -= Math.log(Math.max(1e-9, answer === 1 ? likely : 1 - likely))
        const error = (likely - answer) / batch
        gradient[size - 1] = at(gradient, size - 1) + error
        for (let u = 0; u < units; u++) {
          gradient[outputAt + u] = at(gradient, outputAt + u) + error * at(active, u)
          const back = error * at(weights, outputAt + u) * (1 - at(active, u) ** 2)
          gradient[biasAt + u] = at(gradient, biasAt + u) + back
          for (let f = 0; f < features; f++) {
            gradient[u * features + f] = at(gradient, u * features + f) + back * at(scaled, f)
          }
        }
      }
      step++
      for (let index = 0; index < size; index++) {
        first[index] = 0.9 * at(first, index) + 0.1 * at(gradient, index)
        second[index] = 0.999 * at(second, index) + 0.001 * at(gradient, index) ** 2
        const mean = at(first, index) / (1 - 0.9 ** step)
        const square = at(second, index) / (1 - 0.999 ** step)
        weights[index] = at(weights, index) - (rate * mean) / (Math.sqrt(square) + 1e-8)
      }
    }
    progress(`epoch ${epoch + 1} of ${epochs}: ${(loss / rows).toFixed(4)}`)
  }
  const hidden = Array.from({ length: units }, (_, u) => {
    const row = Array.from({ length: features }, (_, f) => at(weights, u * features + f) / at(deviations, f))
    const shift = row.reduce((sum, weight, f) => sum + weight * at(means, f), 0)
    return { weights: row, bias: at(weights, biasAt + u) - shift, output: at(weights, outputAt + u) }
  })
  return { hidden, bias: at(weights, size - 1) }
}

function scaleOf({ features, values, answers }: Examples): { means: Float64Array; deviations: Float64Array } {
  const means = new Float64Array(features)
  const deviations = new Float64Array(features)
  for (let index = 0; index < values.length; index++) {
    means[index % features] = (means[index % features] as number) + (values[index] as number) / answers.length
  }
  for (let index = 0; index < values.length; index++) {
    const off = (values[index] as number) - (means[index % features] as number)
    deviations[index % features] = (deviations[index % features] as number) + off ** 2 / answers.length
  }
  return { means, deviations: deviations.map(variance => Math.sqrt(variance) || 1) }
}
