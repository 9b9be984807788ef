import { writeSync } from 'node:fs'
import { systemClock } from '../../src/base/clock.ts'
import { silentLogger } from '../../src/base/logger.ts'
import { CallRecorder, type OpenRecord } from '../../src/exchange/records/call-recorder.ts'

// A program of its own, to be killed: `records-child PATH` begins and ends calls without pause, and says what is on the disk
// (`safe ID`) and what it handed over (`end ID`), each in one write to the pipe.
const [path = ''] = process.argv.slice(2)
const recorder = await CallRecorder.open({ path, clock: systemClock, date: Date.now, logger: silentLogger })
const hungUp = { endedBy: 'local', cause: { name: 'NORMAL', value: 16, text: null, source: 'local' } } as const
const up: OpenRecord[] = []
const facts = { line: 'a', direction: 'outgoing', from: '+15550100000', to: '5550101', found: false } as const
writeSync(1, 'ready\n')
for (;;) {
  const record = recorder.begin(facts)
  up.push(record)
  await record.isSafe
  writeSync(1, `safe ${record.id}\n`)
  record.answer()
  if (up.length < 4) continue
  const oldest = up.shift()
  oldest?.end(hungUp)
  if (oldest) writeSync(1, `end ${oldest.id}\n`)
}
