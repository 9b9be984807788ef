import { execFileSync } from 'node:child_process'
import { appendFileSync, copyFileSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { CallRecorder } from '../../src/exchange/records/call-recorder.ts'
import { readCallRecords } from '../../src/exchange/records/read-call-records.ts'
import { parseRecordEvent, type RecordEvent } from '../../src/exchange/records/record-event.ts'
import { errorOf } from '../support/error-of.ts'
import { random } from '../support/random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { untilTrue } from '../support/until.ts'

const noon = Date.UTC(2026, 7, 1, 12)
const hungUp = { endedBy: 'local', cause: { name: 'NORMAL', value: 16, text: null, source: 'local' } } as const
const start = { line: 'a', direction: 'outgoing', from: '+15550100000', to: '5550101', found: false } as const

interface Written {
  readonly path: string
  readonly recorder: CallRecorder
  readonly clock: ManualClock
  readonly logged: string[]
}

async function recorderAt(path: string): Promise<Written> {
  const clock = new ManualClock()
  const logged: string[] = []
  const log = (text: string) => logged.push(text)
  const logger = { debug() {}, info() {}, warn: log, error: log }
  const recorder = await CallRecorder.open({ path, clock, date: () => noon + clock.now(), logger })
  onTestFinished(() => recorder.close())
  return { path, recorder, clock, logged }
}

const newRecorder = () => recorderAt(join(temporaryFolder(), 'calls.ndjson'))

/** Three calls: one as it should be, one of a caller with a name to test the alphabet, one that is still up. */
async function threeCalls(): Promise<string> {
  const { path, recorder, clock } = await newRecorder()
  const one = recorder.begin(start)
  await clock.advance(2_000)
  one.answer()
  await clock.advance(5_000)
  one.recording('/var/spool/call 1.wav')
  one.end(hungUp)
  const other = recorder.begin({ ...start, direction: 'incoming', from: '' })
  other.end({ ...hungUp, cause: { ...hungUp.cause, text: 'naïve ☎\u2028 "quoted"\nline' } }, { from: '+44', to: '' })
  await recorder.begin(start).isSafe
  // As if the program had been killed: the file that it has open is its own.
  const left = `${path}.left`
  copyFileSync(path, left)
  return left
}

/** The events that are whole in so many bytes of a file. */
function wholeEvents(bytes: Buffer): RecordEvent[] {
  return bytes
    .toString('utf8')
    .split('\n')
    .map(parseRecordEvent)
    .filter(event => event !== null)
}

describe('call records', () => {
  it('are read as they were written', async () => {
    const { records, passedOver } = await readCallRecords(await threeCalls())
    expect(passedOver).toBe(0)
    expect(new Set(records.map(({ id }) => id)).size).toBe(3)
    expect(records).toMatchObject([
      {
        ...start,
        startedAt: '2026-08-01T12:00:00.000Z',
        answeredAt: '2026-08-01T12:00:02.000Z',
        end: { at: '2026-08-01T12:00:07.000Z', ...hungUp, talkMs: 5_000 },
        recordings: ['/var/spool/call 1.wav'],
      },
      {
        direction: 'incoming',
        from: '+44',
        answeredAt: null,
        end: { talkMs: null, cause: { text: 'naïve ☎\u2028 "quoted"\nline' } },
      },
      { ...start, end: null },
    ])
  })

  it('of a file that is cut at any byte have every whole event once, also after the next start', async () => {
    const bytes = readFileSync(await threeCalls())
    const path = join(temporaryFolder(), 'cut.ndjson')
    for (let cut = 0; cut <= bytes.length; cut++) {
      const whole = wholeEvents(bytes.subarray(0, cut))
      writeFileSync(path, bytes.subarray(0, cut))
      const read = await readCallRecords(path)
      const counted = read.records.reduce(
        (sum, { answeredAt, end, recordings }) => sum + 1 + (answeredAt ? 1 : 0) + (end ? 1 : 0) + recordings.length,
        0,
      )
      expect([cut, counted]).toEqual([cut, whole.length])
      // The next start waits for the disk several times: where a line ends, and at each seventh byte.
      const isAtEnd = bytes.subarray(Math.max(0, cut - 2), cut + 2).includes(10)
      if (!isAtEnd && cut % 7 !== 0) continue
      const { recorder } = await recorderAt(path)
      await recorder.begin(start).isSafe
      await recorder.close()
      const after = wholeEvents(readFileSync(path))
      const open = read.records.filter(({ end }) => !end).map(({ id }) => id)
      expect([cut, after.slice(0, whole.length)]).toEqual([cut, whole])
      expect(after.slice(whole.length, -2)).toMatchObject(
        open.map(id => ({ event: 'end', id, cause: { name: 'INTERRUPTED' } })),
      )
      expect([cut, (await readCallRecords(path)).passedOver]).toEqual([cut, 0])
    }
  }, 120_000)

  it('that are open at the start are closed once, as INTERRUPTED', async () => {
    const path = await threeCalls()
    for (let run = 0; run < 3; run++) await (await recorderAt(path)).recorder.close()
    const ends = wholeEvents(readFileSync(path)).filter(event => event.event === 'end')
    expect(ends).toHaveLength(3)
    expect((await readCallRecords(path)).records.map(({ end }) => end?.cause.name)).toEqual([
      'NORMAL',
      'NORMAL',
      'INTERRUPTED',
    ])
  })

  it('pass over what is not theirs, and keep it', async () => {
    const path = await threeCalls()
    const strange = [
      '',
      'x'.repeat(200_000),
      '\0\0\0',
      '[]',
      '{"event":"end","id":"1","at":"2"}',
      '{"event":"toString"}',
    ]
    appendFileSync(path, `${strange.join('\n')}\n`)
    const { recorder } = await recorderAt(path)
    await recorder.close()
    const { records, passedOver } = await readCallRecords(path)
    expect([records.length, passedOver]).toEqual([3, strange.length])
  })

  it('have ids that no other start gives', async () => {
    const path = join(temporaryFolder(), 'calls.ndjson')
    const ids = new Set<string>()
    for (let run = 0; run < 5; run++) {
      const { recorder } = await recorderAt(path)
      for (let call = 0; call < 5; call++) ids.add(recorder.begin(start).id)
      await recorder.close()
    }
    expect(ids.size).toBe(25)
  })

  it('close what is up when the exchange is closed, and no call twice', async () => {
    const { recorder, path } = await newRecorder()
    const record = recorder.begin(start)
    record.answer()
    record.answer()
    await recorder.close()
    record.end(hungUp)
    const events = wholeEvents(readFileSync(path))
    expect(events.map(({ event }) => event)).toEqual(['start', 'answer', 'end'])
    expect(events[2]).toMatchObject({ endedBy: 'module', cause: { text: 'the exchange was closed' } })
  })

  it('are whole after a rotation by copying and truncating, also where the disk was full right then', async () => {
    const { recorder, path, clock } = await newRecorder()
    await recorder.begin(start).isSafe
    const handle = await open(path, 'r')
    const datasync = vi.spyOn(Object.getPrototypeOf(handle), 'datasync')
    onTestFinished(() => datasync.mockRestore())
    await handle.close()
    truncateSync(path, 0)
    datasync.mockRejectedValueOnce(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
    const { id, isSafe } = recorder.begin(start)
    await untilTrue(clock, () => datasync.mock.calls.length > 1)
    await isSafe
    expect(readFileSync(path, 'utf8')).toMatch(/^\{[^\0]*\}\n$/)
    expect(wholeEvents(readFileSync(path))).toMatchObject([{ event: 'start', id }])
  })

  it.each([
    ['removed', (path: string) => rmSync(path)],
    ['renamed', (path: string) => renameSync(path, `${path}.1`)],
    ['replaced', (path: string) => writeFileSync(`${path}.2`, '') ?? renameSync(`${path}.2`, path)],
  ])('go on in a new file of that name where theirs was %s, which is told', async (_how, takeAway) => {
    const { recorder, path, logged } = await newRecorder()
    await recorder.begin(start).isSafe
    takeAway(path)
    const { id, isSafe } = recorder.begin(start)
    await isSafe
    expect(wholeEvents(readFileSync(path))).toMatchObject([{ event: 'start', id }])
    expect(logged).toEqual([`${path} was taken away from this program; what comes now goes to a new file of that name`])
    await recorder.begin(start).isSafe
    expect([wholeEvents(readFileSync(path)).length, logged.length]).toEqual([2, 1])
  })

  it('are for one program: another one that opens the file is refused, and changes nothing', async () => {
    const { recorder, path } = await newRecorder()
    await recorder.begin(start).isSafe
    const before = readFileSync(path)
    expect((await errorOf(recorderAt(path))).code).toBe('FILE_FAILED')
    expect(readFileSync(path)).toEqual(before)
    await recorder.close()
    await recorderAt(path)
  })

  it('are of the moment when the call was over, not of when it was known why', async () => {
    const { recorder, path, clock } = await newRecorder()
    const record = recorder.begin(start)
    record.answer()
    await clock.advance(5_000)
    record.over()
    await clock.advance(20_000)
    record.over()
    record.end(hungUp)
    await recorder.close()
    const { records } = await readCallRecords(path)
    expect(records).toMatchObject([{ end: { at: '2026-08-01T12:00:05.000Z', talkMs: 5_000 } }])
  })

  it.each(Array.from({ length: 20 }, (_, seed) => seed))(
    'are in order however many come at once: seed %i',
    async seed => {
      const uniform = random(seed)
      const { recorder, path } = await newRecorder()
      const up: ReturnType<CallRecorder['begin']>[] = []
      const expected: string[] = []
      for (let step = 0; step < 60; step++) {
        const chosen = up[Math.floor(uniform() * up.length)]
        if (!chosen || uniform() < 0.4) {
          up.push(recorder.begin(start))
          expected.push(`start ${up.at(-1)?.id}`)
        } else {
          chosen.end(hungUp)
          expected.push(`end ${chosen.id}`)
          up.splice(up.indexOf(chosen), 1)
        }
        if (uniform() < 0.2) await new Promise(resolve => setImmediate(resolve))
      }
      for (const { id } of up) expected.push(`end ${id}`)
      await recorder.close()
      expect(wholeEvents(readFileSync(path)).map(({ event, id }) => `${event} ${id}`)).toEqual(expected)
    },
  )
})

describe('a file of call records that cannot be', () => {
  it.each(['/nowhere/calls.ndjson', '/', '/dev/full'])('FILE_FAILED for %s', async path => {
    expect((await errorOf(recorderAt(path))).code).toBe('FILE_FAILED')
  })

  it('FILE_FAILED for a pipe, without waiting for a reader', async () => {
    const path = join(temporaryFolder(), 'pipe')
    execFileSync('mkfifo', [path])
    expect((await errorOf(recorderAt(path))).code).toBe('FILE_FAILED')
  })
})
