import { beforeAll, expect, test } from 'vitest'
import { killedInCall } from './serve-killed.ts'
import { buildProgram } from './support/cellvoice-program.ts'

beforeAll(() => buildProgram())

test('a service killed in calls: each is released within 10 s of the next start, and on record once', async () => {
  const { runs, wrongs } = await killedInCall({ seed: 3, times: 4 })
  expect(runs.filter(run => run.wrongs.length > 0)).toEqual([])
  expect(runs.some(({ left }) => left === 'open')).toBe(true)
  expect(wrongs).toEqual([])
})
