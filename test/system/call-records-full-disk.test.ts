import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readCallRecords } from '../../src/exchange/records/read-call-records.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const child = fileURLToPath(new URL('./records-full-disk-child.ts', import.meta.url))
const mayMount =
  spawnSync('unshare', ['--map-root-user', '--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0

describe('Call records on a disk that is full', () => {
  test.skipIf(!mayMount)('are late, and all there, in order and whole, when it has space again', async () => {
    const [folder, copy] = [temporaryFolder(), join(temporaryFolder(), 'copy.ndjson')]
    const mount = ['sh', '-c', 'mount -t tmpfs -o size=64k none "$0" && exec "$@"', folder]
    const files = [join(folder, 'calls.ndjson'), join(folder, 'filler'), copy]
    const node = [process.execPath, '--import', 'tsx', child, ...files]
    const said = execFileSync('unshare', ['--map-root-user', '--mount', ...mount, ...node], { timeout: 60_000 })
    const { safeWhileFull, safe, logged } = JSON.parse(said.toString())
    // The first of them may have its place in what was left of a page.
    expect(safeWhileFull).toBeLessThan(3)
    expect(safe).toBe(40)
    expect(logged).toEqual([expect.stringContaining('disk is full')])
    const { records, passedOver } = await readCallRecords(copy)
    expect([records.length, passedOver]).toEqual([41, 0])
    expect(records.slice(1).every(({ end }) => end?.cause.name === 'NORMAL')).toBe(true)
  })
})
