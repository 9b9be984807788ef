import { afterEach, describe, expect, test } from 'vitest'
import { type AlsaOptions, type AlsaSession, openAlsa } from '../../../src/audio/media/alsa-session.ts'
import { ManualClock } from '../../../src/base/manual-clock.ts'
import { errorOf } from '../../support/error-of.ts'
import { FakeAlsa, type FakeAudioProcess } from '../../support/fake-alsa.ts'
import { numberedBytes, numberedSource, numberOf, numbersIn, upTo } from '../../support/numbered-frames.ts'

const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

function machine() {
  const clock = new ManualClock()
  const alsa = new FakeAlsa()
  const open = (options: Partial<AlsaOptions> = {}) => openAlsa({ device: 'plughw:Android', clock, ...options }, alsa)
  /** The card captures these frames in real time. */
  const capture = async (...numbers: number[]) => {
    for (const number of numbers) {
      await clock.advance(20)
      alsa.last('arecord').stdout.write(numberedBytes(number))
      await clock.advance(0)
    }
  }
  const fed = (process: FakeAudioProcess) => numbersIn(Buffer.concat(process.fed))
  return { clock, alsa, open, capture, fed }
}

/** A machine with an open session, 10 frames into it. */
async function openedCard() {
  const bench = machine()
  const opening = bench.open()
  await bench.capture(...upTo(1, 10))
  await bench.clock.advance(200)
  const session: AlsaSession = await opening
  closing.push(async () => {
    for (const process of bench.alsa.processes) process.mortal = true
    const closed = session.close()
    await bench.clock.advance(3000)
    await closed
  })
  const heard: (number | 'broken')[] = []
  session.listen(downlink => heard.push(numberOf(downlink)))
  return { ...bench, session, heard }
}

describe('a sound card', () => {
  test('is opened mono, 8 kHz, 16 bit, with rings of its own choice, through both programs', async () => {
    const { alsa, session } = await openedCard()
    expect(alsa.last('arecord').args.join(' ')).toBe(
      '-D plughw:Android -q -t raw -f S16_LE -c 1 -r 8000 -F 20000 -B 150000',
    )
    expect(alsa.last('aplay').args.join(' ')).toBe(
      '-D plughw:Android -q -t raw -f S16_LE -c 1 -r 8000 -F 20000 -B 100000 -R 60000',
    )
    expect(session.name).toBe('ALSA plughw:Android')
  })

  test('exchanges frames at the pace of the capture, behind the cushion', async () => {
    const { alsa, session, heard, capture, fed } = await openedCard()
    const before = fed(alsa.last('aplay')).length
    session.setSource(numberedSource(101))
    await capture(11, 12, 13)
    expect(heard.slice(-3)).toEqual([11, 12, 13])
    expect(fed(alsa.last('aplay')).slice(before, before + 3)).toEqual([101, 102, 103])
    expect(fed(alsa.last('aplay')).slice(0, 3)).toEqual([0, 0, 0])
  })

  test('with a device for each way', async () => {
    const { open, capture, alsa, clock } = machine()
    const opening = open({ device: { capture: 'hw:1,0', playback: 'plug:dmix' }, cushionMs: 200 })
    await capture(1)
    await clock.advance(200)
    const session = await opening
    expect(session.name).toBe('ALSA hw:1,0 and plug:dmix')
    expect(alsa.last('aplay').args.join(' ')).toMatch(/^-D plug:dmix .* -B 240000 -R 200000$/)
    await session.close()
  })

  test.each([
    ['', {}],
    ["file:'|reboot'", {}],
    ['plughw:Android', { cushionMs: 10 }],
    ['plughw:Android', { cushionMs: 501 }],
  ])('refuses %j %j before it starts anything', async (device, options) => {
    const { open, alsa } = machine()
    expect(await errorOf(open({ device, ...options }))).toMatchObject({ code: 'INVALID_ARGUMENT' })
    expect(alsa.processes).toEqual([])
  })
})

describe('a card that does not open', () => {
  test.each([
    ['arecord', 'arecord: main:831: audio open error: No such device', /arecord -l.*USB audio/],
    ['aplay', 'aplay: main:831: audio open error: Device or resource busy', /fuser/],
    ['aplay', 'aplay: set_params:1349: Channels count non available', /plughw/],
    ['arecord', 'arecord: main:831: audio open error: Permission denied', /group audio/],
    ['arecord', 'arecord: pcm_read:2145: read error: Input/output error', /switched on for the call/],
  ] as const)('%s says %j', async (program, said, remedy) => {
    const { alsa, open, clock } = machine()
    alsa.onSpawn = process => {
      if (process.program !== program) return
      process.stderr.write(`${said}\n`)
      setImmediate(() => process.die(1))
    }
    const refused = errorOf(open())
    await clock.advance(10)
    expect(await refused).toMatchObject({ code: 'AUDIO_DEVICE_FAILED', remedy: expect.stringMatching(remedy) })
    expect((await refused).message).toContain(said)
    expect(alsa.processes.filter(process => process.alive)).toEqual([])
  })

  test('alsa-utils is not installed', async () => {
    const { alsa, open, clock } = machine()
    alsa.onSpawn = process => {
      setImmediate(() => process.emit('error', Object.assign(new Error('spawn arecord ENOENT'), { code: 'ENOENT' })))
      process.die(-2)
    }
    const refused = errorOf(open())
    await clock.advance(10)
    expect(await refused).toMatchObject({ code: 'AUDIO_TOOL_MISSING', remedy: expect.stringContaining('alsa-utils') })
  })

  test('it gives no sound for 3 s', async () => {
    const { alsa, open, clock } = machine()
    const refused = errorOf(open())
    await clock.advance(3100)
    expect(await refused).toMatchObject({
      code: 'AUDIO_DEVICE_FAILED',
      message: expect.stringContaining('no sound for 3 s'),
    })
    expect(alsa.processes.filter(process => process.alive)).toEqual([])
  })
})

describe('a program that dies', () => {
  test('aplay: started again with a new cushion; what had nobody to play it is counted', async () => {
    const { alsa, session, capture, fed } = await openedCard()
    session.setSource(numberedSource(101))
    const { dropped } = session.statistics
    alsa.last('aplay').die(1)
    await capture(...upTo(11, 20))
    expect(alsa.starts('aplay')).toBe(2)
    const lost = session.statistics.dropped - dropped
    expect(lost).toBeGreaterThanOrEqual(4)
    expect(lost).toBeLessThanOrEqual(6)
    expect(fed(alsa.last('aplay'))).toEqual([0, 0, 0, ...upTo(101 + lost, 110)])
    expect(session.statistics.interruptions).toBe(1)
  })

  test('arecord: the uplink goes on by the clock until it is back', async () => {
    const { alsa, session, capture, clock, heard } = await openedCard()
    await capture(11)
    alsa.last('arecord').die(1)
    const before = session.statistics
    await clock.advance(1000)
    const after = session.statistics
    expect(alsa.starts('arecord')).toBe(2)
    expect(after.filled - before.filled).toBeGreaterThanOrEqual(49)
    await capture(12, 13)
    expect(heard.slice(-1)).toEqual([13])
    expect(after.interruptions - before.interruptions).toBe(1)
  })

  test('in the middle of a sample: the next one begins with a whole sample', async () => {
    const { alsa, capture, clock, heard } = await openedCard()
    alsa.last('arecord').stdout.write(numberedBytes(0x1234).subarray(0, 101))
    await clock.advance(0)
    alsa.last('arecord').die(1)
    await clock.advance(200)
    await capture(0x1234, 0x1234)
    expect(heard.slice(-1)).toEqual([0x1234])
  })

  test('six times in a row: the card is lost, with what was said last, and nothing runs any more', async () => {
    const { alsa, session, capture } = await openedCard()
    alsa.onSpawn = process => {
      if (process.program !== 'aplay') return
      process.stderr.write('ALSA lib: Cannot get card index for Android\naplay: audio open error: No such device\n')
      setImmediate(() => process.die(1))
    }
    alsa.last('aplay').die(1)
    await capture(...upTo(1, 160))
    expect(await session.ended).toMatchObject({
      code: 'AUDIO_DEVICE_LOST',
      message: expect.stringContaining('No such device'),
      remedy: expect.stringContaining('arecord -l'),
    })
    expect(alsa.starts('aplay')).toBe(6)
    expect(alsa.processes.filter(process => process.alive)).toEqual([])
    expect(session.statistics.interruptions).toBe(6)
  })

  test('now and then: it never counts as lost', async () => {
    const { alsa, session, clock } = await openedCard()
    let ended = false
    void session.ended.then(() => {
      ended = true
    })
    for (let time = 0; time < 8; time++) {
      alsa.last('aplay').die(1)
      for (let piece = 0; piece < 28; piece++) {
        alsa.last('arecord').stdout.write(numberedBytes(1))
        await clock.advance(400)
      }
    }
    expect(ended).toBe(false)
  }, 20_000)
})

describe('a program that hangs', () => {
  test('arecord gives no sound: killed and started again', async () => {
    const { alsa, clock, capture } = await openedCard()
    await capture(1)
    const hung = alsa.last('arecord')
    await clock.advance(800)
    expect(hung.signals).toEqual(['SIGKILL'])
    expect(alsa.starts('arecord')).toBe(2)
  })

  test('aplay takes no sound though its pipe does: killed and started again', async () => {
    const { alsa, capture } = await openedCard()
    const hung = alsa.last('aplay')
    hung.reads = false
    await capture(...upTo(1, 50))
    expect(hung.signals).toEqual(['SIGKILL'])
    expect(alsa.starts('aplay')).toBe(2)
  })

  test('aplay is held up for 300 ms: what waits in its pipe is made up for, without a restart', async () => {
    const { alsa, session, capture } = await openedCard()
    const player = alsa.last('aplay')
    await capture(...upTo(1, 30))
    const { dropped } = session.statistics
    player.reads = false
    await capture(...upTo(1, 15))
    // From here it takes a frame each 20 ms again, behind what has gathered.
    const behind = 15
    for (let frame = 0; frame < 60; frame++) {
      player.readOn(320)
      await capture(1)
    }
    const madeUp = session.statistics.dropped - dropped
    expect(madeUp).toBeGreaterThanOrEqual(behind - 3)
    expect(madeUp).toBeLessThanOrEqual(behind)
    expect(alsa.starts('aplay')).toBe(1)
  })

  test('where the system does not tell what was read, nothing is concluded', async () => {
    const { alsa, capture } = await openedCard()
    alsa.bytesRead = async () => undefined
    await capture(...upTo(1, 50))
    expect(alsa.starts('aplay')).toBe(1)
  })
})

test('each XRUN is an interruption', async () => {
  const { alsa, session, clock } = await openedCard()
  alsa.last('aplay').stderr.write('underrun!!! (at least 12.345 ms long)\n')
  alsa.last('arecord').stderr.write('overrun!!! (at least 1.0 ms long)\noverrun!!! (at least 2.0 ms long)\n')
  await clock.advance(0)
  expect(session.statistics.interruptions).toBe(3)
})

describe('close', () => {
  test('ends both programs and waits until they are gone; twice is harmless; nothing is heard afterwards', async () => {
    const { alsa, session, clock, heard } = await openedCard()
    const [first, second] = [session.close(), session.close()]
    await clock.advance(0)
    await Promise.all([first, second])
    expect(await session.ended).toBeNull()
    expect(alsa.processes.map(process => [process.alive, process.signals])).toEqual([
      [false, ['SIGTERM']],
      [false, ['SIGTERM']],
    ])
    const count = heard.length
    await clock.advance(5000)
    expect([heard.length, alsa.processes.length]).toEqual([count, 2])
  })

  test('a program that does not end is forced to, and not waited for for ever', async () => {
    const { alsa, session, clock } = await openedCard()
    const stuck = alsa.last('aplay')
    stuck.mortal = false
    const closed = session.close()
    await clock.advance(2500)
    await closed
    expect(stuck.signals).toEqual(['SIGTERM', 'SIGKILL'])
  })
})
