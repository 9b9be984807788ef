import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { HostInput } from '../../src/simulator/at/host-input.ts'
import { startSimulator } from '../../src/simulator/index.ts'
import { Host, play, playOn, stage } from './play.ts'

/** What the module writes for these bytes, with echo on or off. */
async function answerTo(bytes: string, echo = false): Promise<string> {
  const { hosts, clock } = await stage([{ family: 'ec25', echo }])
  await hosts[0]?.send(bytes)
  await clock.advance(0)
  return hosts[0]?.takeText() ?? ''
}

const ok = '\r\nOK\r\n'

describe('a port', () => {
  it.each([
    { name: 'plain', bytes: 'AT\r', answer: ok },
    { name: 'lower case', bytes: 'at\r', answer: ok },
    { name: 'CR LF', bytes: 'AT\r\nAT\r\n', answer: ok + ok },
    { name: 'two commands in one write', bytes: 'AT\rAT\r', answer: ok + ok },
    { name: 'gammu begins with a lone ESC', bytes: '\x1bAT\r', answer: ok },
    { name: 'gsmctl sends NUL bytes', bytes: 'AT+CLCK="\0SC",2\0\r', answer: `\r\n+CLCK: 0\r\n${ok}` },
    { name: 'backspace', bytes: 'ATX9\b4\r', answer: ok },
    { name: 'a blank line', bytes: '\r\r', answer: '' },
    { name: 'no AT, no answer', bytes: 'hello\r', answer: '' },
    { name: 'noise before the AT', bytes: '\xff\xfe~AT\r', answer: ok },
    { name: 'A/ repeats, without a CR', bytes: 'AT+CRC?\rA/', answer: `\r\n+CRC: 0\r\n${ok}`.repeat(2) },
    { name: 'unknown command', bytes: 'AT+NOSUCH=1\r', answer: '\r\nERROR\r\n' },
    { name: 'the line ends with the first error', bytes: 'AT+CRC=1;+NOSUCH;+CRC=0\r', answer: '\r\nERROR\r\n' },
    { name: 'ATV0 gives numbers', bytes: 'ATV0\rAT+CRC?\rAT+NOSUCH\r', answer: '0\r+CRC: 0\r\n0\r4\r' },
    { name: 'ATQ1 gives no result', bytes: 'ATQ1\rAT\rAT+NOSUCH\r', answer: '' },
    { name: '+CMEE=0', bytes: 'AT+CMEE=0\rATA\rAT+CHLD=2\r', answer: `${ok}\r\nNO CARRIER\r\n\r\nERROR\r\n` },
    { name: '+CMEE=1', bytes: 'AT+CHLD=2\r', answer: '\r\n+CME ERROR: 3\r\n' },
    { name: '+CMEE=2', bytes: 'AT+CMEE=2\rAT+CHLD=2\r', answer: `${ok}\r\n+CME ERROR: operation not allowed\r\n` },
    { name: 'S3 moves the end of the line', bytes: 'ATS3=33\rAT!', answer: '!\nOK!\n!\nOK!\n' },
    { name: 'a line over 4096 bytes', bytes: `AT+CRC=${'1'.repeat(5000)}\rAT\r`, answer: `\r\nERROR\r\n${ok}` },
  ])('$name', async ({ bytes, answer }) => {
    expect(await answerTo(bytes)).toBe(answer)
  })

  it('echoes each character, up to and with the CR of ATE0', async () => {
    expect(await answerTo('AT\rATE0\rAT\r', true)).toBe(`AT\r${ok}ATE0\r${ok}${ok}`)
  })

  it('gives at most so many bytes at a time as asked for', async () => {
    const clock = new ManualClock()
    const { modules } = await startSimulator({ clock })
    const sizes: number[] = []
    const transport = modules[0]?.transport({ chunkBytes: 3 })
    await transport?.open({ onData: chunk => sizes.push(chunk.length), onLost: () => {} })
    await transport?.write(Buffer.from('ATE0\r'))
    await clock.advance(0)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe('ATE0\r\r\nOK\r\n'.length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(3)
  })

  it('keeps what comes while a command takes time, and does it then', async () => {
    await playOn({ family: 'ec25' }, ['> AT+CLIP?', '> AT+CRC?', '~ 400', '< +CLIP: 0,1', '< OK', '< +CRC: 0', '< OK'])
  })

  it('takes counted bytes as they are, and reads commands again after the last', () => {
    const lines: (string | undefined)[] = []
    const taken: number[] = []
    const input = new HostInput({ onCharacter: () => {}, onCommandLine: body => lines.push(body) })
    input.takeBytes(5, bytes => taken.push(...bytes))
    input.receive(Buffer.from('A\r'))
    input.receive(Buffer.from('\x1b\0TAT+CSQ\r'))
    expect(taken).toEqual([65, 13, 27, 0, 84])
    expect(lines).toEqual(['+CSQ'])
  })

  it('survives anything', async () => {
    const { hosts, clock } = await stage([{ family: 'ec200u' }, { family: 'ec25' }])
    let seed = 1
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % below
    }
    const words = [
      'AT',
      '+',
      'D',
      ';',
      '=',
      '?',
      '"',
      ',',
      '\r',
      '\x1b',
      'CHLD',
      'CCFC',
      'VTS',
      'CUSD',
      'CLCK',
      'S0',
      'A',
      '1',
    ]
    for (let round = 0; round < 2000; round++) {
      const text = Array.from({ length: random(12) }, () => words[random(words.length)] ?? '').join('')
      const noise = Uint8Array.from({ length: random(8) }, () => random(256))
      for (const host of hosts) {
        await host.send(`AT${text}\r`)
        await host.send(noise)
      }
      if (round % 100 === 0) await clock.advance(100_000)
    }
    await clock.advance(200_000)
    for (const host of hosts) {
      await host.send('\x1b\rATE0V1Q0S3=13S4=10\r')
      await clock.advance(1000)
      host.takeText()
      await host.send('AT\r')
      await clock.advance(0)
      expect(host.takeText()).toBe(ok)
    }
  })
})

describe('several ports of a module', () => {
  const twoPorts = async (family: 'ec25' | 'ec200u') => {
    const scene = await stage([{ family }])
    const second = new Host(scene.sim.modules[0]?.transport() ?? expect.fail('no module'))
    await second.open()
    return { ...scene, hosts: [...scene.hosts, second] }
  }
  const ring = (scene: { sim: { network: { call(from: string, to: string): unknown } } }) =>
    void scene.sim.network.call('5550999', '+15550100000')

  it('URCs go to all until a host has spoken, and then to the first it spoke on', async () => {
    await play(await twoPorts('ec25'), [ring, '~ 800', '< RING', '1< RING', '1> AT', '1< OK', '~ 6000', '1< RING'])
  })

  it('"usbmodem" is the second, "all" is each', async () => {
    await play(await twoPorts('ec25'), [
      '> AT+QURCCFG="urcport","usbmodem"',
      '< OK',
      '1> AT+QURCCFG="urcport"',
      '1< +QURCCFG: "urcport","usbmodem"',
      '1< OK',
      ring,
      '~ 800',
      '1< RING',
      '> AT+QURCCFG="urcport","all"',
      '< OK',
      '~ 6000',
      '< RING',
      '1< RING',
    ])
  })

  it('EC200U: a call belongs to the port it was dialled on', async () => {
    await play(await twoPorts('ec200u'), [
      '> ATD5550101;',
      '< OK',
      '1> ATH',
      '1< +CME ERROR: 3',
      '1> AT+CHLD=1',
      '1< +CME ERROR: 3',
      '> ATH',
      '< OK',
    ])
  })

  it('EC25: any port may hang up', async () => {
    await play(await twoPorts('ec25'), ['> ATD5550101;', '< OK', '1> AT+CHUP', '1< OK'])
  })
})
