import { expect, test } from 'vitest'
import { LevelQuantiles } from '../../../src/audio/voice-activity/level-quantiles.ts'

test('levels are told by the part that lies below them', () => {
  const quantiles = new LevelQuantiles([0.1, 0.5, 0.9], 100_000)
  for (let round = 0; round < 50; round++) for (let level = 0; level < 20; level++) quantiles.add(level)
  quantiles.renew()

  expect(quantiles.levels[0]).toBeCloseTo(1.5, 0)
  expect(quantiles.levels[1]).toBeCloseTo(9.5, 0)
  expect(quantiles.levels[2]).toBeCloseTo(17.5, 0)
})

test('old levels are forgotten, over any number of them', () => {
  const quantiles = new LevelQuantiles([0.15], 50)
  for (let index = 0; index < 100_000; index++) quantiles.add(30)
  for (let index = 0; index < 120; index++) quantiles.add(-10)
  quantiles.renew()

  expect(quantiles.levels[0]).toBeCloseTo(-10, 0)
})

test.each([-500, 500])('a level of %i dB counts as the lowest or highest there is', level => {
  const quantiles = new LevelQuantiles([0.5], 50)
  quantiles.add(level)
  quantiles.renew()

  expect(quantiles.levels[0]).toBeCloseTo(level < 0 ? -30 : 69, 0)
})
