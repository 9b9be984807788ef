import { describe, expect, it } from 'vitest'
import { random } from '../support/random.ts'
import { callScripts } from './call-scripts.ts'
import { cutRun } from './cut-run.ts'
import { cutCases, cutSweep } from './cut-sweep.ts'

/** Of each family; `npm run faults` does all of them. */
const SAMPLE = 250

describe.each(['ec25', 'ec200u', 'ec600n', 'generic'] as const)(
  'calls that are cut, reset or lose a line: %s',
  family => {
    it(`of ${SAMPLE} cases each call ends once with a cause, and the next one works`, async () => {
      const cases = await cutCases(family)
      expect(new Set(cases.map(({ script }) => script))).toEqual(new Set(Object.keys(callScripts)))
      const dice = random(20_261)
      const sample = cases.filter(() => dice() < SAMPLE / cases.length)
      const { runs, unstruck, failures } = await cutSweep(sample)
      console.log(`${family}: ${runs} of ${cases.length} cases`)
      expect(failures).toEqual([])
      expect(unstruck).toBe(0)
      expect(runs).toBeGreaterThan(SAMPLE / 2)
    }, 120_000)
  },
)

describe('what counts as a failure', () => {
  it('a module that never answers again', async () => {
    const { wrongs } = await cutRun('ec25', 'outgoing, answered', { kind: 'stall', ms: 600_000, after: 3 })
    expect(wrongs.join('; ')).toMatch(/^not recovered: /)
  })

  it('a call that is told of although it never was', async () => {
    const { calls } = await cutRun('ec25', 'outgoing, answered', {
      kind: 'flood',
      line: '^DSCI: 5,1,4,0,5550199,129,0',
      perSecond: 1,
      ms: 1_000,
    })
    expect(calls).toBeGreaterThan(1)
  })
})
