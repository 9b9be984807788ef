import { closeSync, copyFileSync, openSync, rmSync, writeSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { systemClock } from '../../src/base/clock.ts'
import { CallRecorder } from '../../src/exchange/records/call-recorder.ts'

// A program of its own, to be started where the disk is small: `records-full-disk-child PATH FILLER COPY` keeps records while
// FILLER takes all the space, gives the space back, and prints what came of it.
const [path = '', filler = '', copy = ''] = process.argv.slice(2)
const logged: string[] = []
const log = (text: string) => logged.push(text)
const logger = { debug() {}, info() {}, warn: log, error: log }
const recorder = await CallRecorder.open({ path, clock: systemClock, date: Date.now, logger })
const facts = { line: 'a', direction: 'outgoing', from: '+15550100000', to: '5550101', found: false } as const
const hungUp = { endedBy: 'local', cause: { name: 'NORMAL', value: 16, text: null, source: 'local' } } as const

// Each record is longer than what is left of a page, so that some are written in part.
await recorder.begin({ ...facts, from: '5'.repeat(3_000) }).isSafe
const descriptor = openSync(filler, 'w')
try {
  for (;;) writeSync(descriptor, Buffer.alloc(1_000))
} catch {
  closeSync(descriptor)
}
let safe = 0
const records = Array.from({ length: 40 }, () => recorder.begin(facts))
for (const record of records) {
  record.end(hungUp)
  void record.isSafe.then(() => {
    safe++
  })
}
await wait(300)
const safeWhileFull = safe
rmSync(filler)
await Promise.all(records.map(({ isSafe }) => isSafe))
await recorder.close()
copyFileSync(path, copy)
console.log(JSON.stringify({ safeWhileFull, safe, logged }))
