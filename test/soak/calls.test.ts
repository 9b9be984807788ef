import { expect, it } from 'vitest'
import { callLeaksOf } from './call-leaks.ts'
import { soakCalls } from './calls.ts'

it('300 calls on 16 lines leave no call, listener or timer behind', async () => {
  const report = await soakCalls({ calls: 300, seed: 5 })

  expect(callLeaksOf(report)).toEqual([])
  // Little would be left behind by calls that did not come about.
  for (const what of ['answered', 'given up', 'incoming', 'missed', 'rejected', 'refused by 10010']) {
    expect(report.outcomes[what] ?? 0).toBeGreaterThan(0)
  }
})
