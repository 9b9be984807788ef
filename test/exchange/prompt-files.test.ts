import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { ManualClock } from '../../src/base/manual-clock.ts'
import type { Modem } from '../../src/calls/modem.ts'
import { openModem } from '../../src/calls/open-modem.ts'
import { startPlaying } from '../../src/exchange/playback/start-playing.ts'
import { listFiles, uploadFile } from '../../src/modem/module-commands.ts'
import { type ModuleOptions, startSimulator } from '../../src/simulator/index.ts'
import { errorOf } from '../support/error-of.ts'
import { pass, until } from '../support/until.ts'

/** An EC25 in a call, and how to play a second of sound, put files on it and list them. */
async function inCall(options: ModuleOptions = {}) {
  const clock = new ManualClock()
  const { modules } = await startSimulator({ modules: [{ family: 'ec25', ...options }], clock })
  const [module] = modules
  if (!module) throw new Error('the simulator made no module')
  const wait = <T>(promise: Promise<T>) => until(clock, promise)
  const open = () => wait(openModem({ transport: module.transport(), clock }))
  const modem = await open()
  await wait(modem.dial('5550101'))
  await pass(clock, 2_000)
  const samples = new Int16Array(8_000).fill(1_000)
  const play = (by: Modem = modem) => startPlaying({ modem: by, audio: null, clock }, { kind: 'samples', samples })
  const put = (name: string) => wait(modem.execute(uploadFile, { name, content: Buffer.from('left') }))
  const files = async () => (await wait(modem.execute(listFiles, '*'))).map(({ name }) => name.replace('UFS:', ''))
  return { clock, module, modem, wait, open, play, put, files }
}

/** The number of a process that was there and is no more. */
const deadPid = () => spawnSync('true').pid

test('a prompt for which the flash of the module has no room: DISK_FULL, and whose disk it is', async () => {
  const { wait, play, put, files } = await inCall({ storageBytes: 10_000 })
  await put('mine.wav')
  const { code, message } = await wait(errorOf(play()))
  expect(code).toBe('DISK_FULL')
  expect(message).toContain('the flash of the module')
  expect(message).toContain('AT+QFDEL')
  expect(await files()).toEqual(['mine.wav'])
})

test('what a killed process left makes room for the next prompt; all other files stay', async () => {
  const { wait, play, put, files } = await inCall()
  const others = ['mine.wav', 'cv-0badcafe.wav', `cv-play-${process.ppid}-0badcafe.wav`, 'cv-play-1-short.wav']
  const left = [`cv-play-${deadPid()}-0badcafe.wav`, `cv-play-${process.pid}-0badcafe.wav`]
  for (const name of [...left, ...others]) await put(name)
  const playback = await wait(play())
  expect(await files()).toEqual([...others, expect.stringMatching(`^cv-play-${process.pid}-`)])
  await wait(playback.ended)
  expect(await files()).toEqual(others)
})

test('what this process plays is not taken for something left, by another modem of it either', async () => {
  const { wait, open, play, files } = await inCall()
  const playback = await wait(play())
  const other = await open()
  // The module plays one thing at a time.
  expect((await wait(errorOf(play(other)))).code).toBe('NOT_SUPPORTED')
  expect(await files()).toHaveLength(1)
  expect(await wait(playback.ended)).toEqual({ kind: 'finished' })
})

test('a prompt that could not be deleted is deleted before the next one', async () => {
  const { modem, wait, play, files } = await inCall()
  const execute = modem.execute.bind(modem)
  modem.execute = (command, args) =>
    command.name === 'AT+QFDEL' ? execute(command, 'no-such-file' as typeof args) : execute(command, args)
  await wait((await wait(play())).ended)
  const [left] = await files()
  modem.execute = execute
  const playback = await wait(play())
  expect(await files()).toEqual([expect.not.stringMatching(left ?? '')])
  await wait(playback.ended)
  expect(await files()).toEqual([])
})
