import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { rampIn } from './ramp.ts'
import { stretchOf } from './recorded-tone.ts'
import { RecordingPhone } from './recording-phone.ts'
import type { RecordingOrder } from './recording-phone-process.ts'
import { RecordingProcess } from './recording-process.ts'
import { type SimulatedLine, simulatedLine, untilHeard } from './simulated-line.ts'
import { SimulatorChild } from './simulator-child.ts'
import type { ServedModule } from './simulator-request.ts'
import { soundOf } from './sound-of.ts'
import { describeClient, has } from './support/client-test.ts'
import { pseudoTerminal } from './support/pty-need.ts'

const soxWithAmr = ['sox', '-n', '-r', '8000', '-c', '1', '-t', 'amr-nb', '/dev/null', 'trim', '0', '0.1']
const needs = [pseudoTerminal, has('sox'), soxWithAmr]
const formats = ['wav', 'amr'] as const
type Format = (typeof formats)[number]
/** What shows where in it one is: a coder of speech lets no ramp through, and a tone only shows where it begins. */
const telling = { wav: 'ramp', amr: 'tone' } as const

const patience = { timeout: 30_000, interval: 10 }
/** Two seconds. */
const FRAMES = 100

type Port = Pick<ServedModule, 'path' | 'pcmPath'>

/** A telephone of this process in a call, and the folder that it records into. */
async function phoneInCall({ path, pcmPath }: Port): Promise<{ phone: RecordingPhone; folder: string }> {
  const folder = temporaryFolder()
  const phone = await RecordingPhone.open({ path, pcmPath }, folder)
  onTestFinished(() => phone.close())
  await phone.call()
  return { phone, folder }
}

/** As it, and it records live; `heard` is what another listener of the session hears, frame by frame. */
async function recordLive(port: Port, format: Format) {
  const { phone, folder } = await phoneInCall(port)
  const heard: Buffer[] = []
  await phone.record(format, `a.${format}`, frame => heard.push(Buffer.from(frame.slice().buffer)))
  return { phone, heard, path: join(folder, `a.${format}`) }
}

/** A process of ours that records, and ends with the test. */
async function recordInProcess(
  { path, pcmPath }: Port,
  order: Omit<RecordingOrder, 'path' | 'pcmPath' | 'name'>,
  command?: readonly string[],
): Promise<RecordingProcess> {
  const recording = await RecordingProcess.start({ path, pcmPath, name: `a.${order.format}`, ...order }, command)
  onTestFinished(() => recording.kill())
  return recording
}

/** The file plays, and is what was heard, but for at most the last 20 ms. Of AMR only the length is compared. */
function expectHeard(path: string, format: Format, heard: readonly Buffer[]): void {
  const sound = soundOf(path)
  const frames = sound.length / 160
  expect(heard.length).toBeGreaterThanOrEqual(FRAMES)
  expect(frames).toBeGreaterThanOrEqual(heard.length - 1)
  expect(frames).toBeLessThanOrEqual(heard.length + 1)
  if (format === 'wav') expectBeginning(sound, heard)
}

/** The samples are the first of what was heard. */
function expectBeginning(sound: Int16Array, heard: readonly Buffer[]): void {
  const bytes = Buffer.concat(heard)
  const wanted = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
  const common = Math.min(wanted.length, sound.length)
  expect(sound.subarray(0, common)).toEqual(wanted.subarray(0, common))
  // Silence would be alike in all places.
  expect(new Set(wanted).size).toBeGreaterThan(FRAMES / 2)
}

/** How many of the frames that a module heard are not in its recording, at the end of it. A ramp has no gap in it. */
function lackOf(path: string, format: Format, heard: number): number {
  const sound = soundOf(path)
  if (format === 'wav') return heard - rampIn(sound).last
  return heard - (sound.length - stretchOf(sound, 1004).from) / 160
}

/** Opens the modem anew, and expects the whole recording, but for at most 20 ms of what was `heard`. */
async function expectFetched(line: SimulatedLine, folder: string, format: Format, heard = line.heard): Promise<void> {
  const { path } = line
  const again = await RecordingPhone.open({ path, pcmPath: null }, folder)
  onTestFinished(() => again.close())
  await vi.waitUntil(() => readdirSync(folder).join() === `a.${format}`, patience)
  expect(lackOf(join(folder, `a.${format}`), format, heard)).toBeLessThanOrEqual(1)
  await vi.waitFor(async () => expect(await again.modem.command('AT+QFLST="*"')).toEqual([]), patience)
}

describeClient('A live recording that loses its module', needs, () => {
  test.each(formats)('%s: the process of the module is killed', async format => {
    const simulator = await SimulatorChild.start({ families: ['ec25'], serving: 'pty', speed: 1, pcm: true })
    onTestFinished(() => simulator.kill())
    const { phone, heard, path } = await recordLive(simulator.module(0), format)
    await simulator.speak('5550101', { hertz: 1004, seconds: 60 })
    await vi.waitUntil(() => heard.length >= FRAMES, patience)
    await simulator.kill()
    await vi.waitUntil(() => phone.recorded.length === 1, patience)
    expect(phone.recorded).toMatchObject([{ path, trouble: { code: 'PORT_LOST' } }])
    expectHeard(path, format, heard)
  })

  test('wav: the cable is pulled', async () => {
    const line = await simulatedLine({ serving: 'tcp', pcm: true })
    const { phone, heard, path } = await recordLive(line, 'wav')
    line.speak('ramp')
    await vi.waitUntil(() => heard.length >= FRAMES, patience)
    line.module.unplug()
    await vi.waitUntil(() => phone.recorded.length === 1, patience)
    expect(phone.recorded).toMatchObject([{ path, trouble: { code: 'PORT_LOST' } }])
    expectHeard(path, 'wav', heard)
    expect(await phone.voiceCall.stopRecord()).toBe(-1)
  })

  test('wav: the module restarts', async () => {
    const line = await simulatedLine({ serving: 'pty', pcm: true, speed: 2 })
    const { phone, heard, path } = await recordLive(line, 'wav')
    line.speak('ramp')
    await vi.waitUntil(() => heard.length >= FRAMES, patience)
    line.module.reset()
    await vi.waitUntil(() => phone.recorded.length === 1, patience)
    expect(phone.recorded).toMatchObject([{ path, trouble: { code: 'MODEM_RESTARTED' } }])
    expectHeard(path, 'wav', heard)
  })
})

describeClient('A live recording whose process', needs, () => {
  test('is killed: wav plays, and lacks at most 20 ms', async () => {
    const line = await simulatedLine({ serving: 'pty', pcm: true })
    const folder = temporaryFolder()
    const recording = await recordInProcess(line, { folder, format: 'wav' })
    line.speak('ramp')
    await recording.killAfter(FRAMES)
    expectHeard(join(folder, 'a.wav'), 'wav', recording.heard)
  })

  test('is killed: of amr the sound is in its part file', async () => {
    const line = await simulatedLine({ serving: 'pty', pcm: true })
    const folder = temporaryFolder()
    const recording = await recordInProcess(line, { folder, format: 'amr' })
    line.speak('ramp')
    await recording.killAfter(FRAMES)
    expect(readdirSync(folder)).toEqual(['a.amr.part.wav'])
    expectHeard(join(folder, 'a.amr.part.wav'), 'wav', recording.heard)
  })

  /** Records more than `limit` bytes take. @returns what is in the file, which is what was heard first. */
  async function fill(
    order: Omit<RecordingOrder, 'path' | 'pcmPath' | 'name'>,
    limit: number,
    command: readonly string[],
  ): Promise<number> {
    const line = await simulatedLine({ serving: 'pty', pcm: true })
    const recording = await recordInProcess(line, order, command)
    line.speak('ramp')
    await vi.waitUntil(() => recording.heard.length > 50 + limit / 320, patience)
    expect(await recording.stop()).toMatchObject({ status: -1, trouble: 'DISK_FULL', unhandled: [] })
    const sound = soundOf(order.copy ?? join(order.folder, `a.${order.format}`))
    if (order.format === 'wav') expectBeginning(sound, recording.heard)
    return sound.length / 160
  }

  const limit = 44 + 320 * FRAMES + 100
  describeClient('may write no more (EFBIG):', [has('prlimit')], () => {
    test.each(formats)('%s keeps the whole frames that fitted', async format => {
      const order = { folder: temporaryFolder(), format }
      expect(await fill(order, limit, ['prlimit', `--fsize=${limit}`])).toBe(FRAMES)
    })
  })

  const privately = ['--map-root-user', '--mount']
  const mayMount = spawnSync('unshare', [...privately, 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0
  test.skipIf(!mayMount)('has a small file system (ENOSPC): wav keeps the whole frames that fitted', async () => {
    const folder = temporaryFolder()
    const copy = join(temporaryFolder(), 'a.wav')
    const size = 64 * 1024
    const mount = ['sh', '-c', `mount -t tmpfs -o size=${size} none "$0" && exec "$@"`, folder]
    const frames = await fill({ folder, format: 'wav', copy }, size, ['unshare', ...privately, ...mount])
    expect(frames).toBe(Math.floor((size - 44) / 320))
  })
})

describeClient('A recording on the module that is cut', needs, () => {
  test.each(formats)('%s: the module restarts; the file is fetched when it is back', async format => {
    const line = await simulatedLine({ serving: 'pty', speed: 2 })
    const { phone, folder } = await phoneInCall(line)
    const name = `a.${format}`
    await phone.record(format, name, () => {})
    line.speak(telling[format])
    await untilHeard(line, FRAMES)
    line.module.reset()
    const { heard } = line
    await vi.waitUntil(() => readdirSync(folder).join() === name, patience)
    expect(lackOf(join(folder, name), format, heard)).toBeLessThanOrEqual(1)
  })

  test.each(formats)('%s: the cable is pulled, and the call goes on; the next modem fetches it', async format => {
    const line = await simulatedLine({ serving: 'tcp' })
    const { phone, folder } = await phoneInCall(line)
    await phone.record(format, `a.${format}`, () => {})
    line.speak(telling[format])
    await untilHeard(line, FRAMES)
    line.module.unplug()
    await vi.waitUntil(() => phone.modem.state.kind === 'lost', patience)
    expect(await phone.voiceCall.stopRecord()).toBe(-1)
    expect(readdirSync(folder)).toEqual([`a.${format}.pending`])
    await expectFetched(line, folder, format)
  })

  test('wav: the modem is closed in the middle; the next one fetches it', async () => {
    const line = await simulatedLine({ serving: 'tcp' })
    const { phone, folder } = await phoneInCall(line)
    await phone.record('wav', 'a.wav', () => {})
    line.speak('ramp')
    await untilHeard(line, FRAMES)
    await phone.modem.close()
    await expectFetched(line, folder, 'wav')
  })

  test.each(formats)('%s: our process is killed; the next one fetches it', async format => {
    const line = await simulatedLine({ serving: 'pty' })
    const folder = temporaryFolder()
    const recording = await recordInProcess(line, { folder, format })
    line.speak(telling[format])
    await untilHeard(line, FRAMES)
    await recording.kill()
    expect(readdirSync(folder)).toEqual([`a.${format}.pending`])
    await expectFetched(line, folder, format)
  })

  test('wav: our process is killed while it fetches; the next one fetches it', async () => {
    // As on a UART of 115 200 baud.
    const line = await simulatedLine({ serving: 'pty', transferBytesPerSecond: 11_520 })
    const folder = temporaryFolder()
    const recording = await recordInProcess(line, { folder, format: 'wav' })
    line.speak('ramp')
    await untilHeard(line, FRAMES)
    const { heard } = line
    const stopped = recording.stop().catch(() => null)
    await sleep(1_500)
    await recording.kill()
    expect(await stopped).toBe(null)
    expect(readdirSync(folder).toSorted()).toEqual(['a.wav.part', 'a.wav.pending'])
    await expectFetched(line, folder, 'wav', heard)
  })

  test('wav: the flash of the module is full', async () => {
    const line = await simulatedLine({ serving: 'pty', storageBytes: 44 + 320 * FRAMES + 100 })
    const { phone, folder } = await phoneInCall(line)
    line.speak('ramp')
    await phone.record('wav', 'a.wav', () => {})
    await vi.waitUntil(() => phone.recorded.length === 1, patience)
    expect(phone.recorded).toMatchObject([{ trouble: { code: 'DISK_FULL' } }])
    const sound = soundOf(join(folder, 'a.wav'))
    expect(sound.length).toBe(160 * FRAMES)
    expect(rampIn(sound).last).toBeGreaterThan(FRAMES / 2)
  })

  describeClient('by a full disk of ours:', [has('prlimit')], () => {
    test('wav: it stays on the module, and is fetched when there is space', async () => {
      const line = await simulatedLine({ serving: 'pty' })
      const folder = temporaryFolder()
      const recording = await recordInProcess(line, { folder, format: 'wav' }, ['prlimit', '--fsize=20000'])
      line.speak('ramp')
      await untilHeard(line, FRAMES)
      const { heard } = line
      expect(await recording.stop()).toMatchObject({ status: -1, code: 'DISK_FULL', unhandled: [] })
      expect(readdirSync(folder)).toEqual(['a.wav.pending'])
      await expectFetched(line, folder, 'wav', heard)
    })
  })
})
