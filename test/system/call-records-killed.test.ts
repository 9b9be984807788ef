import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readCallRecords } from '../../src/exchange/records/read-call-records.ts'
import { random } from '../support/random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const child = fileURLToPath(new URL('./records-child.ts', import.meta.url))

/** Keeps records in a process of its own until it is killed so long after it began. @returns what it had said by then. */
async function recordAndKill(path: string, afterMs: number): Promise<readonly string[]> {
  const recorder = spawn(process.execPath, ['--import', 'tsx', child, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(recorder, 'close')
  const said: string[] = []
  createInterface(recorder.stdout).on('line', line => {
    said.push(line)
    if (line === 'ready') setTimeout(() => recorder.kill('SIGKILL'), afterMs)
  })
  await closed
  return said
}

const idsOf = (said: readonly string[], word: string) =>
  said.filter(line => line.startsWith(`${word} `)).map(line => line.slice(word.length + 1))

describe('Call records whose program is killed', () => {
  test('20 times on one file: no call is lost or doubled, and each that was up is closed once', async () => {
    const uniform = random(7)
    const path = join(temporaryFolder(), 'calls.ndjson')
    const said: string[] = []
    for (let run = 0; run < 20; run++) {
      const now = await recordAndKill(path, 60 * uniform())
      expect(now[0]).toBe('ready')
      said.push(...now)
      // What was begun before is closed by now, but for what this run left.
      const { records, passedOver } = await readCallRecords(path)
      const started = new Set(records.map(({ id }) => id))
      expect(idsOf(said, 'safe').filter(id => !started.has(id))).toEqual([])
      expect(records.filter(({ end }) => !end).length).toBeLessThanOrEqual(5)
      expect(passedOver).toBeLessThanOrEqual(1)
    }
    const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
    const keys = lines.flatMap(line => {
      try {
        const { event, id } = JSON.parse(line)
        return [`${event} ${id}`]
      } catch {
        return []
      }
    })
    expect(new Set(keys).size).toBe(keys.length)
    expect(idsOf(said, 'safe').length).toBeGreaterThan(20)
  })
})
