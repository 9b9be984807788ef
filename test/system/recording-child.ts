import { writeSync } from 'node:fs'
import { RecordingFile } from '../../src/audio/files/recording-file.ts'

// A program of its own, to be killed: `recording-child FORMAT PATH [LAST WAIT_MS]` records a frame each 20 ms, frame n
// full of n, and says n once the file has taken it. After frame LAST and WAIT_MS more it kills itself; both may be left out.
const [format = '', path = '', last = '0', waitMs = '0'] = process.argv.slice(2)
if (format !== 'wav' && format !== 'amr') throw new Error(`no format: ${format}`)
const file = await RecordingFile.create({ format, path })
const frame = new Int16Array(160)
let n = 0
setInterval(() => {
  n++
  file.write(frame.fill(n))
  writeSync(1, `${n}\n`)
  if (n !== Number(last)) return
  const due = performance.now() + Number(waitMs)
  while (performance.now() < due);
  process.kill(process.pid, 'SIGKILL')
}, 20)
