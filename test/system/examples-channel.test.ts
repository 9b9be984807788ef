import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseWav } from '../../src/audio/index.ts'
import { buildProgram, CellvoiceProgram } from './support/cellvoice-program.ts'
import { describeClient, has } from './support/client-test.ts'

/** Faster than life; what espeak-ng takes is not, so that it must not be too fast. */
const SPEED = '3'

const folder = mkdtempSync(join(tmpdir(), 'cellvoice-'))
beforeAll(buildProgram)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs an example as its first comment says, faster. @returns what it has told. */
async function run(example: string, ...args: readonly string[]) {
  const program = new CellvoiceProgram(['run', `examples/${example}`, ...args, '--json', '--speed', SPEED])
  const code = await program.ended
  expect([code, program.errors], program.stderr).toEqual([0, []])
  return {
    logs: program.objects.flatMap(({ event, message }) => (event === 'log' ? [message as string] : [])),
    /** What a simulated party did: its steps, and how many seconds of sound it listened to. */
    did: (number: string) =>
      program.objects.flatMap(({ event, number: who, what }) =>
        event === 'simulated' && who === number ? [what as string] : [],
      ),
    ends: program.objects.flatMap(({ event, kind, number, cause, answered }) =>
      event === 'ended' && kind === 'cellular' ? [[number, cause, answered]] : [],
    ),
  }
}

/** The seconds of each time that somebody listened. */
function listened(did: readonly string[]): number[] {
  return did.flatMap(what => {
    const [, seconds] = /^listened to ([\d.]+) s/.exec(what) ?? []
    return seconds === undefined ? [] : [Number(seconds)]
  })
}

describeClient('the examples on the call channel', [has('espeak-ng')], () => {
  test('ivr: keys are acted on, also in the middle of a prompt', async () => {
    const { logs, did, ends } = await run('ivr.ts', '--port', 'sim')
    expect(logs).toEqual(['1', '2', '9'].map(key => `+15550123 chose ${key}`))
    const [menu = 0, question = 0, repair = 0] = listened(did('+15550123'))
    expect(menu).toBeGreaterThan(3)
    expect(question).toBeGreaterThan(1)
    expect(repair).toBeGreaterThan(1)
    expect(ends).toEqual([['+15550123', 'NORMAL', true]])
  })

  test('reminder: confirmed by a key, left after the beep of a machine, called again where it was busy', async () => {
    const { logs, did, ends } = await run('reminder.ts', '--port', 'sim')
    expect(logs).toEqual([
      '5550141: confirmed',
      '5550142: message left',
      '5550143: busy, again in 2 s',
      '5550143: not confirmed',
    ])
    expect(ends).toEqual([
      ['5550141', 'NORMAL', true],
      ['5550142', 'NORMAL', true],
      ['5550143', 'BUSY', false],
      ['5550143', 'NORMAL', true],
    ])
    // Nothing of it was said into the greeting: all that the machine heard, it heard after its beep.
    const machine = did('5550142')
    expect(machine).toContain('beeped')
    expect(machine.at(-1)).toMatch(/^heard [4-6](\.\d)? s/)
  })

  test('attended-bridge: the colleague takes the call, and both hear each other', async () => {
    const { logs, did, ends } = await run('attended-bridge.ts', '--port', 'sim', '--port', 'sim')
    expect(logs).toEqual(['+15550123 and 5550142 are talking', 'they have talked'])
    // The last that each of them listened to was the sentence of the other.
    expect(listened(did('+15550123')).at(-1)).toBeGreaterThan(1)
    expect(listened(did('5550142')).at(-1)).toBeGreaterThan(1)
    expect(did('5550142')).toContain('said: Hello, this is Bob. How are you?')
    expect(ends.map(([number]) => number).sort()).toEqual(['+15550123', '5550142'])
  })

  test('attended-bridge: a colleague who does not want the call does not get it', async () => {
    const refusing = ['--simulate-answer', '5550142: listen; press 2; listen']
    const calling = ['--simulate-call', '+15550123: listen; listen']
    const { logs, did } = await run('attended-bridge.ts', '--port', 'sim', '--port', 'sim', ...refusing, ...calling)
    expect(logs).toEqual(['nobody takes the call from +15550123'])
    expect(did('+15550123').at(-1)).toMatch(/^heard [3-9](\.\d)? s/)
  })

  test('conference: both hear each other, not who is muted, and who leaves is announced', async () => {
    const media = join(folder, 'conference')
    const { logs, did } = await run('conference.ts', '--port', 'sim', '--port', 'sim', '--media-folder', media)
    expect(logs.slice(0, 3)).toEqual([
      '+15550122 enters monday',
      '+15550121 enters monday',
      '+15550122 is back from monday',
    ])
    const [reply = 0, afterwards = 0] = listened(did('+15550121')).slice(-2)
    expect(reply).toBeGreaterThan(0.8)
    // The announcement, and none of the sentence that was muted, which is longer.
    expect(afterwards).toBeGreaterThan(0.5)
    expect(afterwards).toBeLessThan(2.5)
    expect(listened(did('+15550122')).slice(2, 3)[0]).toBeGreaterThan(0.8)
    expect(readdirSync(media)).toHaveLength(2)
  })

  test('voicemail: a message is kept with its time and number, and the owner listens to it', async () => {
    const media = join(folder, 'voicemail')
    const { logs, did } = await run('voicemail.ts', '--port', 'sim', '--media-folder', media)
    const [message = ''] = readdirSync(media).filter(name => name !== 'beep.wav')
    expect(message).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d from 15550123\.wav$/)
    expect(logs).toEqual([
      expect.stringMatching(`^message "${message.replace('.wav', '')}", [3-6] s$`),
      'the owner listens to 1',
    ])
    const { samples } = parseWav(readFileSync(join(media, message)))
    expect(samples.filter(sample => Math.abs(sample) > 1000).length).toBeGreaterThan(4_000)
    // The greeting, the number, the message, and what is said around it.
    expect(did('+15550199').at(-1)).toMatch(/^heard (9|1\d)(\.\d)? s/)
  })
})
