import { copyFileSync } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import { WavWriter } from '../../src/audio/files/wav-writer.ts'

// A program of its own, to be started where the disk is small: `full-disk-child PATH COPY` records frames, frame n full
// of n, until the file takes no more, copies it and prints what happened.
const [path = '', copy = ''] = process.argv.slice(2)
const unhandled: string[] = []
process.on('unhandledRejection', reason => unhandled.push(String(reason)))
const writer = await WavWriter.create(path)
let code: string | null = null
void writer.failed.then(error => {
  code = error.code
})
const frame = new Int16Array(160)
for (let n = 1; code === null; ) {
  if (writer.write(frame.fill(n))) n++
  await turn()
}
const later = writer.write(frame)
await writer.close()
await writer.close()
copyFileSync(path, copy)
console.log(JSON.stringify({ code, samples: writer.samples, later, unhandled }))
