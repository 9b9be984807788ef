import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { Modem } from '../../src/calls/modem.ts'
import { fetchRecording } from '../../src/exchange/recording/fetch-recording.ts'
import { fileChecksum, MAX_READ_BYTES } from '../../src/modem/module-commands.ts'
import { wavHeader } from '../../src/simulator/files/wav-file.ts'
import { memoryTransportPair } from '../../src/transport/memory-transport.ts'
import { errorOf } from '../support/error-of.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { until } from '../support/until.ts'

const PIECE_BYTES = 16_000

/** A module that has `cv-a.wav` of this size, of which each 16 kB are the same; `damaged` says which downloads are. */
async function moduleWith(bytes: number, damaged: (download: number) => boolean = () => false) {
  const clock = new ManualClock()
  const [host, line] = memoryTransportPair()
  const written: string[] = []
  const say = (text: string) => line.write(Buffer.from(text, 'latin1'))
  const header = wavHeader(bytes - 44)
  const piece = new Uint8Array(PIECE_BYTES).map((_, index) => index)
  let downloads = 0
  async function download(): Promise<void> {
    const hurt = damaged(++downloads)
    await say('\r\nCONNECT\r\n')
    let sum = { bytes: 0, checksum: 0 }
    while (sum.bytes < bytes) {
      const next = sum.bytes === 0 ? header : piece.subarray(0, bytes - sum.bytes)
      sum = { bytes: sum.bytes + next.length, checksum: fileChecksum(next, sum) }
      await line.write(next)
    }
    await say(`\r\n+QFDWL: ${bytes},${(sum.checksum ^ (hurt ? 1 : 0)).toString(16)}\r\n\r\nOK\r\n`)
  }
  await line.open({
    onLost() {},
    onData(chunk) {
      const command = Buffer.from(chunk).toString('latin1').trim()
      written.push(command)
      if (command.startsWith('AT+QFDWL')) void download()
      else if (command.startsWith('AT+QFLST')) void say(`\r\n+QFLST: "cv-a.wav",${bytes}\r\n\r\nOK\r\n`)
      else if (command === 'AT+CMEE?') void say('\r\n+CMEE: 1\r\n\r\nOK\r\n')
      else void say('\r\nOK\r\n')
    },
  })
  const modem = new Modem({ transport: host, clock })
  await until(clock, modem.open())
  const folder = temporaryFolder()
  const path = join(folder, 'a.wav')
  /** What had come each time, and how much of it was on the disk then. */
  const progress: (readonly [come: number, onDisk: number])[] = []
  const file = {
    ...({ name: 'cv-a.wav', imei: '', format: 'wav', direction: 'both', path, overwrite: false } as const),
    onFetched: (done: number) => progress.push([done, statSync(`${path}.part`).size]),
  }
  const fetch = () => until(clock, fetchRecording(modem, clock, file))
  return { fetch, folder, path, progress, written }
}

test('a recording of half an hour arrives whole, and each piece of it is on the disk at once', async () => {
  const bytes = 44 + 30 * 60 * 16_000
  const { fetch, path, progress, written } = await moduleWith(bytes)
  expect(await fetch()).toEqual({ path, bytes, durationMs: 1_800_000 })
  expect(statSync(path).size).toBe(bytes)
  expect(progress.length).toBeGreaterThan(1_000)
  expect(progress.filter(([come, onDisk]) => come !== onDisk)).toEqual([])
  expect(written.filter(line => line.startsWith('AT+QF')).at(-1)).toBe('AT+QFDEL="cv-a.wav"')
})

test('what arrived damaged is replaced by what arrives well', async () => {
  const { fetch, folder, written } = await moduleWith(40_044, download => download === 1)
  expect(await fetch()).toMatchObject({ bytes: 40_044, durationMs: 2_500 })
  expect(written.filter(line => line.startsWith('AT+QFDWL'))).toHaveLength(2)
  expect(readdirSync(folder)).toEqual(['a.wav'])
})

test('a recording that is larger than what is fetched stays on the module, and the error says where and what to do', async () => {
  const { fetch, folder, written } = await moduleWith(MAX_READ_BYTES + 1)
  const error = await errorOf(fetch())
  expect(error.code).toBe('RECORDING_FAILED')
  expect(error.message).toContain('cv-a.wav on the module has 100000001 bytes')
  expect(error.remedy).toContain('AT+QFDEL="cv-a.wav"')
  expect(written.some(line => line.startsWith('AT+QFDWL') || line.startsWith('AT+QFDEL'))).toBe(false)
  expect(readdirSync(folder)).toEqual([])
})
