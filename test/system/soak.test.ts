import { describe, expect, test } from 'vitest'
import { leaksOf } from '../soak/leaks.ts'
import { soak } from '../soak/soak.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe('a minute of traffic on 20 channels', () => {
  test('leaves no leg, listener, timer or frame behind', async () => {
    const report = await soak({ channels: 20, minutes: 1, seed: 3, folder: temporaryFolder(), progress: () => {} })

    expect(leaksOf(report)).toEqual([])
    // Little would be left behind by traffic that did not come about.
    expect(report.concurrent.mean).toBeGreaterThan(15)
    const { frames, happened } = report
    expect(frames.dropped).toBeLessThan(frames.sent / 1_000)
    for (const what of ['call answered', 'call to a line answered', 'bridge true', 'transfer done', 'room entered']) {
      expect(happened[what] ?? 0).toBeGreaterThan(0)
    }
  })
})
