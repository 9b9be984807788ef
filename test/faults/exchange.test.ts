import { describe, expect, it } from 'vitest'
import { exchangeSweep } from './exchange-sweep.ts'
import { faultKinds } from './fault-kinds.ts'

/** `npm run faults` does a hundred. */
const seeds = [17]

describe('a fault on one of eight lines', () => {
  it('there are at least thirty kinds of it', () => {
    expect(Object.keys(faultKinds).length).toBeGreaterThanOrEqual(30)
  })

  it('leaves the calls of the others as they are, and every call ends once', async () => {
    for await (const { kind, worstChange, failures } of exchangeSweep(seeds)) {
      expect(worstChange, kind).toBeLessThanOrEqual(0.1)
      expect(failures, kind).toEqual([])
    }
  }, 120_000)
})
