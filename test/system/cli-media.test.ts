import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { espeakSynthesizer, parseWav, wavFile } from '../../src/audio/index.ts'
import { openPtyPair } from '../support/pty-pair.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { HeardFrames } from './heard-frames.ts'
import { ramp } from './ramp.ts'
import { type SimulatedLine, simulatedLine } from './simulated-line.ts'
import { spokenTone } from './spoken-tone.ts'
import { buildProgram, CellvoiceProgram } from './support/cellvoice-program.ts'
import { describeClient, has } from './support/client-test.ts'
import { pseudoTerminal } from './support/pty-need.ts'
import { startSoundCard } from './support/sound-card.ts'

/** Answers at once and stays. */
const far = '5550101'
/** Frames that a busy machine may cost. */
const EXCUSED = 5

beforeAll(buildProgram)

/** What the far end of the calls that `line` makes will hear. */
const heardBy = ({ network }: SimulatedLine) => new HeardFrames({ network, subscriber: far })

function dial(line: SimulatedLine, options: readonly string[], env: Record<string, string> = {}): CellvoiceProgram {
  return started(['dial', far, '--port', line.path, ...options], env)
}

/** Starts it, and ends it with the test where it did not end by itself. */
function started(args: readonly string[], env: Record<string, string> = {}): CellvoiceProgram {
  const program = new CellvoiceProgram([...args, '--json'], env)
  onTestFinished(() => void program.child.kill('SIGKILL'))
  return program
}

const overPcm = ({ pcmPath }: SimulatedLine) => ['--audio', `pcm:${pcmPath}`]

function fileWith(content: Uint8Array | string, name = 'prompt.wav'): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, content)
  return path
}

describeClient('a call with sound, over pseudo-terminals', [pseudoTerminal], () => {
  const seconds = 3
  const prompt = ramp(seconds)

  test.each([
    ['live', 'ec25', true],
    ['module', 'ec25', false],
    ['module', 'ec200u', false],
  ] as const)(
    'dial --play --until-played, %s, %s: the far end hears all of it, then the call is hung up',
    async (source, family, pcm) => {
      const line = await simulatedLine({ serving: 'pty', pcm, family })
      const heard = heardBy(line)
      const file = fileWith(wavFile(prompt))
      const run = dial(line, ['--play', file, '--until-played', ...(pcm ? overPcm(line) : [])])
      expect([await run.ended, run.errors]).toEqual([0, []])
      expect(run.objects).toContainEqual(expect.objectContaining({ event: 'playing', what: file, source }))
      expect(run.objects).toContainEqual(expect.objectContaining({ event: 'played', what: file, end: 'finished' }))
      expect(run.objects.at(-1)).toMatchObject({ event: 'ended', endedBy: 'local', answered: true })
      const { lost, foreign } = heard.comparedTo(prompt)
      expect(lost).toBeLessThanOrEqual(EXCUSED)
      expect(foreign).toBe(0)
      // The hang-up must not cut off the end.
      expect(heard.frames.at(-1)?.[0]).toBe(50 * seconds)
    },
  )

  test('answer --play --record: the caller hears the one and is in the other', async () => {
    const line = await simulatedLine({ serving: 'pty', pcm: true })
    const [play, record] = [fileWith(wavFile(prompt)), join(temporaryFolder(), 'message.wav')]
    const run = started([
      'answer',
      '--once',
      '--port',
      line.path,
      ...overPcm(line),
      '--play',
      play,
      '--record',
      record,
      '--mode',
      'rx',
    ])
    await vi.waitFor(() => expect(run.stderr).toContain('waiting for calls'), { timeout: 20_000 })
    const call = line.network.call('+15550123', line.module.number)
    const heard = new HeardFrames(call)
    await run.shows('"event":"playing"')
    call.speak(ramp(2))
    await run.shows('"event":"played"')
    call.hangUp()
    expect([await run.ended, run.errors]).toEqual([0, []])
    expect(heard.comparedTo(prompt).lost).toBeLessThanOrEqual(EXCUSED)
    const { samples } = parseWav(readFileSync(record))
    expect(new Set(samples).size).toBeGreaterThan(100 - EXCUSED)
    expect(run.objects).toContainEqual(
      expect.objectContaining({ event: 'recorded', path: record, durationMs: samples.length / 8 }),
    )
  })

  test('a process that is killed while the module plays leaves a file there, which the next prompt deletes', async () => {
    const line = await simulatedLine({ serving: 'pty' })
    const first = dial(line, ['--play', fileWith(wavFile(ramp(20)))])
    await first.shows('"event":"playing"')
    first.child.kill('SIGKILL')
    await first.ended
    line.network.subscriber(far).call?.hangUp()
    const files = async () => {
      const at = started(['at', 'AT+QFLST="*"', '--port', line.path])
      await at.ended
      return at.stdout.match(/cv-play-\d+/g) ?? []
    }
    expect(await files()).toEqual([`cv-play-${first.child.pid}`])
    const second = dial(line, ['--play', fileWith(wavFile(prompt)), '--until-played'])
    expect([await second.ended, second.errors]).toEqual([0, []])
    expect(await files()).toEqual([])
  })

  test('the far end hangs up in the middle of a prompt: told, and no failure', async () => {
    const line = await simulatedLine({ serving: 'pty', pcm: true })
    const run = dial(line, ['--play', fileWith(wavFile(ramp(20))), '--until-played', ...overPcm(line)])
    await run.shows('"event":"playing"')
    line.network.subscriber(far).call?.hangUp()
    expect([await run.ended, run.errors]).toEqual([0, []])
    expect(run.objects).toContainEqual(expect.objectContaining({ event: 'played', end: 'call-ended' }))
  })

  test('Ctrl-C in the middle of a prompt hangs up, and the program is gone at once', async () => {
    const line = await simulatedLine({ serving: 'pty', pcm: true })
    const run = dial(line, ['--play', fileWith(wavFile(ramp(20))), ...overPcm(line)])
    await run.shows('"event":"playing"')
    const sinceMs = performance.now()
    run.child.kill('SIGINT')
    expect([await run.ended, run.errors]).toEqual([130, []])
    expect(performance.now() - sinceMs).toBeLessThan(3_000)
    expect(line.module.truth()).toEqual([])
  })

  test('a PCM port that is not there: refused before anybody is called', async () => {
    const line = await simulatedLine({ serving: 'pty' })
    const run = dial(line, ['--play', fileWith(wavFile(prompt)), '--audio', 'pcm:/dev/ttyUSB99'])
    expect([await run.ended, run.errors]).toEqual([3, ['PORT_NOT_FOUND']])
    expect(line.network.subscriber(far).call).toBeUndefined()
  })

  test('a PCM port that cannot be opened in the call: told, the call goes on, exit code 8', async () => {
    const line = await simulatedLine({ serving: 'pty' })
    const run = dial(line, ['--play', fileWith(wavFile(prompt)), '--audio', 'pcm:tcp://127.0.0.1:1', '--max', '2'])
    expect([await run.ended, run.errors]).toEqual([8, ['PORT_UNREACHABLE']])
    expect(run.objects.at(-1)).toMatchObject({ event: 'ended', answered: true, seconds: expect.closeTo(2, 0) })
  })

  test('--until-played hangs up also when nothing could be played', async () => {
    const line = await simulatedLine({ serving: 'pty' })
    const run = dial(line, ['--play', fileWith(wavFile(prompt)), '--audio', 'pcm:tcp://127.0.0.1:1', '--until-played'])
    expect([await run.ended, run.errors]).toEqual([8, ['PORT_UNREACHABLE']])
    expect(run.objects.at(-1)).toMatchObject({ event: 'ended', endedBy: 'local' })
  })

  test('a port that is not that of the sound: told that nothing comes, exit code 8', async () => {
    const line = await simulatedLine({ serving: 'pty' })
    const deaf = openPtyPair()
    onTestFinished(() => deaf.hangUp())
    const run = dial(line, ['--play', fileWith(wavFile(prompt)), '--audio', `pcm:${deaf.path}`, '--max', '5'])
    expect([await run.ended, run.errors]).toEqual([8, ['AUDIO_DEVICE_FAILED']])
    expect(run.stdout).toContain('nothing comes from the far end')
  })

  test('a PCM port that stops reading: told how much was not taken, exit code 8', async () => {
    const line = await simulatedLine({ serving: 'pty' })
    const full = openPtyPair()
    full.module.pause()
    const timer = setInterval(() => void full.send(new Uint8Array(320)).catch(() => {}), 20)
    onTestFinished(() => {
      clearInterval(timer)
      full.hangUp()
    })
    const run = dial(line, ['--play', fileWith(wavFile(ramp(8))), '--until-played', '--audio', `pcm:${full.path}`])
    expect([await run.ended, run.errors]).toEqual([8, ['AUDIO_DEVICE_FAILED']])
    expect(run.stdout).toMatch(/did not take \d{4} ms of /)
  })

  test('a recording whose file goes away: told, exit code 8', async () => {
    const line = await simulatedLine({ serving: 'pty', pcm: true })
    const record = join(temporaryFolder(), 'call.wav')
    const run = dial(line, ['--record', record, '--max', '3', ...overPcm(line)])
    await run.shows('"event":"recording"')
    rmSync(record)
    expect([await run.ended, run.errors]).toEqual([8, ['FILE_FAILED']])
    expect(run.objects).toContainEqual(expect.objectContaining({ event: 'ended', answered: true }))
  })

  test('answer --once ends after the call whose recording failed', async () => {
    const line = await simulatedLine({ serving: 'pty', pcm: true })
    const record = join(temporaryFolder(), 'call.wav')
    const run = started(['answer', '--once', '--port', line.path, ...overPcm(line), '--record', record, '--max', '2'])
    await vi.waitFor(() => expect(run.stderr).toContain('waiting for calls'), { timeout: 20_000 })
    line.network.call('+15550123', line.module.number)
    await run.shows('"event":"recording"')
    rmSync(record)
    expect([await run.ended, run.errors]).toEqual([8, ['FILE_FAILED']])
  })
})

test('the sound is unplugged in a call: what played and recorded is told, the call goes on, exit code 8', async () => {
  const line = await simulatedLine({ serving: 'tcp', pcm: true })
  const record = join(temporaryFolder(), 'call.wav')
  const play = fileWith(wavFile(ramp(20)))
  const run = dial(line, ['--record', record, '--play', play, '--max', '6', ...overPcm(line)])
  await run.shows('"event":"playing"')
  await sleep(1_500)
  line.module.unplugSound()
  await run.shows('"event":"played"')
  expect(line.module.truth()).toHaveLength(1)
  expect(await run.ended).toBe(8)
  expect(run.errors).toEqual(['PORT_LOST', 'PORT_LOST'])
  expect(run.objects).toContainEqual(expect.objectContaining({ event: 'played', end: 'failed' }))
  expect(run.objects).toContainEqual(expect.objectContaining({ event: 'recorded', path: record, trouble: 'PORT_LOST' }))
  expect(run.objects).toContainEqual(expect.objectContaining({ event: 'ended', answered: true }))
  expect(parseWav(readFileSync(record)).samples.length / 8_000).toBeGreaterThan(1.2)
})

describeClient('--say', [has('espeak-ng'), pseudoTerminal], () => {
  test('--until-played: the far end hears the text, whole, and the call is hung up', async () => {
    const line = await simulatedLine({ serving: 'pty', pcm: true })
    const heard = heardBy(line)
    const text = 'The pump has stopped. Please call the control room.'
    const run = dial(line, ['--say', text, '--voice', 'en-gb', '--until-played', ...overPcm(line)])
    expect([await run.ended, run.errors]).toEqual([0, []])
    const { samples } = await espeakSynthesizer().speak(text, { voice: 'en-gb' })
    const { lost, foreign } = heard.comparedTo(samples)
    expect(lost).toBeLessThanOrEqual(EXCUSED)
    expect(foreign).toBe(0)
  })

  test('with --voice a module that keeps its sound plays that voice in place of its own', async () => {
    const line = await simulatedLine({ serving: 'pty' })
    const heard = heardBy(line)
    const run = dial(line, ['--say', 'The pump has stopped.', '--voice', 'en-gb', '--until-played'])
    expect([await run.ended, run.errors]).toEqual([0, []])
    const { samples } = await espeakSynthesizer().speak('The pump has stopped.', { voice: 'en-gb' })
    const { lost, foreign } = heard.comparedTo(samples)
    expect(lost).toBeLessThanOrEqual(EXCUSED)
    expect(foreign).toBe(0)
  })

  test('a voice that there is not: refused before anybody is called', async () => {
    const line = await simulatedLine({ serving: 'pty', pcm: true })
    const run = dial(line, ['--say', 'hello', '--voice', 'xx-nowhere', ...overPcm(line)])
    expect([await run.ended, run.errors]).toEqual([8, ['AUDIO_TOOL_FAILED']])
    expect(run.stdout).toContain('voice')
    expect(line.network.subscriber(far).call).toBeUndefined()
  })

  test('without espeak-ng: what to install, before anybody is called', async () => {
    const line = await simulatedLine({ serving: 'pty', pcm: true })
    const run = dial(line, ['--say', 'hello', ...overPcm(line)], { PATH: '/nonexistent' })
    expect([await run.ended, run.errors]).toEqual([8, ['AUDIO_TOOL_MISSING']])
    expect(run.stdout).toContain('apt install espeak-ng')
    expect(line.network.subscriber(far).call).toBeUndefined()
  })
})

describeClient('--mic', [has('aplay'), has('arecord'), pseudoTerminal], () => {
  // A machine that is busy with something else for a moment is not what is measured here.
  test('the microphone is heard by the far end, and the far end on the speaker', { retry: 2 }, async () => {
    const line = await simulatedLine({ serving: 'pty', pcm: true })
    const folder = temporaryFolder()
    const card = startSoundCard(folder)
    onTestFinished(() => card.close())
    const config = join(folder, 'phone.conf')
    writeFileSync(config, `<${card.configPath}>\npcm.phone { type asym capture.pcm mic playback.pcm sink }\n`)
    const heard = heardBy(line)
    const run = dial(line, ['--mic', 'phone', '--max', '6', ...overPcm(line)], { ALSA_CONFIG_PATH: config })
    await run.shows('"event":"talking"')
    line.network.subscriber(far).call?.speak(spokenTone({ hertz: 1004, seconds: 3 }))
    expect([await run.ended, run.errors]).toEqual([0, []])
    // Each frame of the microphone is full of its number, and comes through a resampler: in the middle it is as it was.
    const numbers = heard.frames.map(frame => frame[80] ?? 0)
    expect(numbers.length).toBeGreaterThan(150)
    const steps = numbers.slice(51, -10).map((number, index) => number - (numbers[index + 50] ?? 0))
    expect(steps.every(step => step >= 0 && step <= 3)).toBe(true)
    const bytes = readFileSync(card.playedPath)
    const played = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
    const start = played.findIndex(sample => Math.abs(sample) > 1_000)
    // The tone lasts 3 s; its pitch moves a little while the two clocks are being joined, so its level is looked at.
    const frames = Array.from({ length: 125 }, (_, n) => played.subarray(start + 160 * n, start + 160 * (n + 1)))
    const sounding = frames.filter(frame => frame.some(sample => Math.abs(sample) > 6_000))
    expect(sounding.length).toBeGreaterThanOrEqual(frames.length - EXCUSED)
  })

  test('a card that is not there: told, the call goes on, exit code 8', async () => {
    const line = await simulatedLine({ serving: 'pty', pcm: true })
    const run = dial(line, ['--mic', 'plughw:Nowhere', '--max', '3', ...overPcm(line)])
    expect([await run.ended, run.errors]).toEqual([8, ['AUDIO_DEVICE_FAILED']])
    expect(run.objects.at(-1)).toMatchObject({ event: 'ended', answered: true })
  })

  test('a card without a clock (null): silence, and no harm', async () => {
    const line = await simulatedLine({ serving: 'pty', pcm: true })
    const run = dial(line, ['--mic', 'null', '--max', '3', ...overPcm(line)])
    expect([await run.ended, run.errors]).toEqual([0, []])
  })
})
