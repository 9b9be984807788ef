import { describe, expect, it, test } from 'vitest'
import { keptInputs } from './corpus.ts'
import { fuzz } from './fuzz.ts'
import { dealt, targets } from './targets.ts'

/** After the inputs that are kept and those that targets begin with; `npm run fuzz` tries millions. */
const CHANGED_INPUTS = 12_000
const SEED = 20_260

describe.each(targets)('whatever comes to the $name', named => {
  test('was met before', async () => {
    const target = await named.load()
    const inputs = keptInputs(named.name)
    expect(inputs.length).toBeGreaterThan(0)
    for (const input of inputs) await target.attempt(input)
  })

  test('it keeps its promises', async () => {
    const target = await named.load()
    const begin = keptInputs(named.name).length + target.seeds().length
    const { failures } = await fuzz(target, { inputs: begin + (dealt(CHANGED_INPUTS).get(named) ?? 0), seed: SEED })
    expect(failures).toEqual([])
  })
})

it('the same seed tries the same inputs', async () => {
  const [framer] = targets
  const target = await framer?.load()
  if (!target) throw new Error('there are no targets')
  const tried = async (seed: number) => {
    const inputs: string[] = []
    await fuzz(target, { inputs: 500, seed, watch: input => inputs.push(Buffer.from(input).toString('latin1')) })
    return inputs
  }
  expect(await tried(1)).toEqual(await tried(1))
  expect(await tried(1)).not.toEqual(await tried(2))
})
