import { expect, test } from 'vitest'
import { applyIndication } from '../../src/calls/apply-indication.ts'
import { emptyTable, MAX_CALLS } from '../../src/calls/call-table.ts'
import { Draft } from '../../src/calls/draft.ts'
import { reconcile } from '../../src/calls/reconcile.ts'

const calls = Array.from({ length: 500 }, (_, at) => ({
  index: (at % 7) + 1,
  direction: 'outgoing' as const,
  state: 'active' as const,
  mode: 'voice' as const,
  multiparty: false,
  number: `1${String(at).padStart(9, '0')}`,
  numberType: 129,
}))

test('lines without end of calls that cannot all be leave no more calls than a module can have', () => {
  const draft = new Draft(emptyTable, 0)
  for (const call of calls) applyIndication(draft, { ...call, kind: 'indication', inbandTones: null, cause: null })
  expect(draft.calls).toHaveLength(MAX_CALLS)
})

test('nor does a list without end', () => {
  const draft = new Draft(emptyTable, 0)
  reconcile(draft, calls)
  expect(draft.calls).toHaveLength(MAX_CALLS)
})
