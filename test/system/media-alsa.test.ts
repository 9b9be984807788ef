import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type AlsaSession, openAlsa } from '../../src/audio/media/alsa-session.ts'
import { errorOf } from '../support/error-of.ts'
import { numberedSource, numberOf, numbersIn, upTo } from '../support/numbered-frames.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { describeClient, has } from './support/client-test.ts'
import { type SoundCard, startSoundCard } from './support/sound-card.ts'

/** Child processes of `owner` that run `program`, by what the system tells. */
function childrenRunning(program: string, owner = process.pid): number[] {
  return readdirSync('/proc').flatMap(name => {
    if (!/^\d+$/.test(name)) return []
    const stat = readOrEmpty(`/proc/${name}/stat`)
    const [, command, parent] = /^\d+ \((.*)\) \S (\d+)/.exec(stat) ?? []
    return command === program && Number(parent) === owner ? [Number(name)] : []
  })
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

let card: SoundCard
let opened: AlsaSession | undefined

beforeEach(() => {
  card = startSoundCard(temporaryFolder())
  vi.stubEnv('ALSA_CONFIG_PATH', card.configPath)
  opened = undefined
})

afterEach(async () => {
  await opened?.close()
  card.close()
  vi.unstubAllEnvs()
})

async function open(capture = 'mic'): Promise<AlsaSession> {
  opened = await openAlsa({ device: { capture, playback: 'sink' } })
  return opened
}

/** Waits until `value` gives something other than undefined or false. */
async function until<T>(value: () => T | undefined | false, limitMs = 5000): Promise<T> {
  const endMs = performance.now() + limitMs
  for (;;) {
    const got = value()
    if (got !== undefined && got !== false) return got
    if (performance.now() > endMs) throw new Error('it never came')
    await sleep(10)
  }
}

describeClient('aplay and arecord', [has('aplay'), has('arecord')], () => {
  // A machine that is busy with something else for a moment is not what is measured here.
  test('what the card captures is heard, whole, in order and in real time', { retry: 2 }, async () => {
    const media = await open()
    const heard: (number | 'broken')[] = []
    media.listen(downlink => heard.push(numberOf(downlink)))
    await sleep(3000)
    expect(heard.length).toBeGreaterThan(140)
    expect(heard).toEqual(upTo(Number(heard[0]), Number(heard[0]) + heard.length - 1))
    expect(media.statistics).toMatchObject({ interruptions: 0, filled: 0 })
  })

  test('what is sent is played, whole and in order', { retry: 2 }, async () => {
    const media = await open()
    media.setSource(numberedSource(1))
    const { dropped } = media.statistics
    await until(() => media.statistics.sent > 120)
    const played = await until(() => {
      const numbers = numbersIn(readFileSync(card.playedPath)).filter(number => number !== 0)
      return numbers.length > 80 && numbers
    })
    expect(media.statistics.dropped).toBe(dropped)
    expect(played).toEqual(upTo(1, played.length))
  })

  test('a device without a clock is read at 1.02 times real time, not as fast as it can', async () => {
    const media = await open('null')
    const { received } = media.statistics
    const startMs = performance.now()
    await sleep(3000)
    const pace = (media.statistics.received - received) / ((performance.now() - startMs) / 20)
    expect(pace).toBeGreaterThan(0.95)
    expect(pace).toBeLessThan(1.1)
  })

  test.each([
    ['aplay', 'SIGKILL'],
    ['arecord', 'SIGKILL'],
    ['aplay', 'SIGSTOP'],
    ['arecord', 'SIGSTOP'],
  ] as const)('%s gets %s: noticed within 2 s, replaced, counted, and frames flow again', async (program, signal) => {
    const media = await open()
    await sleep(300)
    const [victim] = childrenRunning(program)
    if (victim === undefined) throw new Error(`${program} does not run`)
    process.kill(victim, signal)
    const successor = await until(() => childrenRunning(program).find(pid => pid !== victim), 2000)
    expect(childrenRunning(program)).toEqual([successor])
    const { received, sent, interruptions } = media.statistics
    expect(interruptions).toBe(1)
    await until(() => media.statistics.received > received + 20 && media.statistics.sent > sent + 20)
  })

  test('after close none of its programs runs any more', async () => {
    const media = await open()
    expect([childrenRunning('aplay').length, childrenRunning('arecord').length]).toEqual([1, 1])
    await media.close()
    expect([childrenRunning('aplay'), childrenRunning('arecord')]).toEqual([[], []])
    expect(await media.ended).toBeNull()
  })

  test('a card that is not there: what to do is said, and nothing is left running', async () => {
    expect(await errorOf(open('plughw:Android'))).toMatchObject({
      code: 'AUDIO_DEVICE_FAILED',
      message: expect.stringContaining('No such device'),
      remedy: expect.stringContaining('arecord -l'),
    })
    expect([childrenRunning('aplay'), childrenRunning('arecord')]).toEqual([[], []])
  })

  test('a machine without alsa-utils: what to install is said', async () => {
    vi.stubEnv('PATH', '/nonexistent')
    expect(await errorOf(openAlsa({ device: 'null' }))).toMatchObject({
      code: 'AUDIO_TOOL_MISSING',
      remedy: expect.stringContaining('alsa-utils'),
    })
  })

  test('its programs end with its process, however that ends', async () => {
    const module = new URL('../../src/audio/media/alsa-session.ts', import.meta.url).pathname
    const program = `
      import { openAlsa } from ${JSON.stringify(module)}
      await openAlsa({ device: { capture: 'mic', playback: 'sink' } })
      console.log('open')
      setInterval(() => {}, 1000)`
    const owner = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(owner.stdout, 'data')
    const programs = ['aplay', 'arecord'].flatMap(name => childrenRunning(name, owner.pid))
    owner.kill('SIGKILL')
    await once(owner, 'close')
    expect(programs).toHaveLength(2)
    await until(() => programs.every(pid => readOrEmpty(`/proc/${pid}/stat`) === ''))
  })
})
