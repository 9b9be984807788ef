// Calls a number, plays a melody to it, records the call, and hangs up; on the built-in simulated module:
//   npx tsx examples/play-and-record.ts
// or on a module: npx tsx examples/play-and-record.ts /dev/ttyUSB2 +441632960961
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  describeMediaPath,
  findMediaPath,
  LineAudio,
  openModem,
  startPlaying,
  startRecording,
  systemClock,
} from 'cellvoice'
import { startSimulator } from 'cellvoice/simulator'

const [, , port, number = '5550101'] = process.argv
const simulator = port ? undefined : await startSimulator({ family: 'ec25' })
const [module] = simulator?.modules ?? []
const modem = await openModem(module ? { transport: module.transport() } : { path: port ?? '' })

// Where the sound is: the module is asked, and what is plugged in looked at. A simulated module has its port at hand.
const found = await findMediaPath(modem, port)
const path = module ? ({ kind: 'pcm-port', port: { transport: module.pcmTransport() } } as const) : found.path
const audio = path && new LineAudio({ modem, path })
console.log(path ? describeMediaPath(path) : found.reason)

const call = await modem.dial(number)
await new Promise<void>(resolve => modem.events$.subscribe(() => call.state === 'active' && resolve()))

const line = { modem, audio, clock: systemClock }
const file = join(await mkdtemp(join(tmpdir(), 'cellvoice-')), 'call.wav')
const recording = await startRecording(line, { format: 'wav', direction: 'uplink', path: file, overwrite: false })
const melody = Int16Array.from({ length: 16_000 }, (_, at) => 8_000 * Math.sin(at * (at < 8_000 ? 0.35 : 0.52)))
const playback = await startPlaying(line, { kind: 'samples', samples: melody })
console.log('played:', (await playback.ended).kind)

await call.hangUp()
const { durationMs } = await recording.ended
console.log(`recorded ${Math.floor(durationMs / 1000)} s in ${file}`)
await audio?.close()
await modem.close()
await simulator?.close()
