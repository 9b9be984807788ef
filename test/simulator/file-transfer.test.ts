import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { EscapeSequence } from '../../src/simulator/at/escape-sequence.ts'
import { checksum } from '../../src/simulator/files/checksum.ts'
import { type ModuleOptions, startSimulator } from '../../src/simulator/index.ts'
import { random } from '../support/random.ts'
import { Host, play, playOn, type Scene, type Step, stage } from './play.ts'
import { answerTo, download, hostOf } from './stored-files.ts'

const raw =
  (text: string): Step =>
  scene =>
    void hostOf(scene).send(text)
const restart: Step = ({ sim }) => sim.modules[0]?.reset()

async function scene(options: ModuleOptions = {}): Promise<Scene> {
  return stage([{ family: 'ec25', ...options }])
}

describe('an upload', () => {
  const content = Buffer.from('\r\nOK\r\nAT+QFDEL="*"\r+++\x1b\x08\0\xff', 'latin1')
  const confirmed = `\r\n+QFUPL: ${content.length},${checksum(content)}\r\n\r\nOK\r\n`

  it.each([1, 2, 3, 7, 1000])('takes bytes as they are, %i at a time', async chunkBytes => {
    const there = await scene({ echo: true })
    const host = new Host(there.sim.modules[0]?.transport({ chunkBytes }) ?? expect.fail())
    await host.open()
    const command = `AT+QFUPL="a",${content.length}\r`
    await host.send(command)
    await host.send(Buffer.concat([content, Buffer.from('ATE0\r')]))
    await there.clock.advance(0)
    expect(host.takeText()).toBe(`${command}\r\nCONNECT\r\n${confirmed}ATE0\r\r\nOK\r\n`)
    expect(await download(there, 'a')).toEqual(content)
  })

  it('can be cut in two anywhere, a second apart', async () => {
    for (let at = 0; at <= content.length; at++) {
      const there = await scene()
      await play(there, [`> AT+QFUPL="a",${content.length}`, '< CONNECT'])
      expect(await answerTo(there, content.subarray(0, at), 1000)).toBe(at === content.length ? confirmed : '')
      expect(await answerTo(there, content.subarray(at))).toBe(at === content.length ? '' : confirmed)
      expect(await download(there, 'a')).toEqual(content)
    }
  })

  it('answers each 1024 bytes with an A if asked to', async () => {
    const there = await scene()
    await play(there, ['> AT+QFUPL="a",2500,5,1', '< CONNECT'])
    expect(await answerTo(there, Buffer.alloc(1023))).toBe('')
    expect(await answerTo(there, Buffer.alloc(1))).toBe('A')
    expect(await answerTo(there, Buffer.alloc(1400))).toBe('A')
    expect(await answerTo(there, Buffer.alloc(76))).toBe('\r\n+QFUPL: 2500,0\r\n\r\nOK\r\n')
  })

  it('that stops ends after the time-out of the last byte; what came is kept', async () => {
    await playOn({ family: 'ec25' }, [
      '> AT+QFUPL="a",10,3',
      '< CONNECT',
      '~ 2999',
      raw('abc'),
      '~ 2999',
      '~ 1',
      '< +CME ERROR: 421',
      '> AT+QFLST="a"',
      '< +QFLST: "UFS:a",3',
      '< OK',
      '> AT+QFUPL="a",10,3',
      '< +CME ERROR: 407',
    ])
  })

  it('without a size ends by silence', async () => {
    await playOn({ family: 'ec25' }, [
      '> AT+QFUPL="a"',
      '< CONNECT',
      raw('Hi'),
      '~ 4999',
      '~ 1',
      '< +QFUPL: 2,4869',
      '< OK',
    ])
  })

  it('is ended by +++ between two seconds of silence', async () => {
    await playOn({ family: 'ec25' }, [
      '> AT+QFUPL="a",10',
      '< CONNECT',
      raw('Hi'),
      '~ 1000',
      raw('++'),
      raw('+'),
      '~ 999',
      '~ 1',
      '< +QFUPL: 2,4869',
      '< OK',
    ])
  })

  it('keeps URCs out of itself', async () => {
    await playOn({ family: 'ec25' }, [
      '> AT+QFUPL="a",2',
      '< CONNECT',
      ({ sim }) => sim.network.call('5551234', '15550100000'),
      '~ 1000',
      raw('H'),
      raw('i'),
      '< +QFUPL: 2,4869',
      '< OK',
      '< RING',
      '> AT',
      '< OK',
    ])
  })

  it('takes as long as the line does', async () => {
    await playOn({ family: 'ec25', transferBytesPerSecond: 100 }, [
      '> AT+QFUPL="a",50',
      '< CONNECT',
      raw('a'.repeat(50)),
      '> AT',
      '~ 499',
      '~ 1',
      '< +QFUPL: 50,6161',
      '< OK',
      '< OK',
    ])
  })

  it.each([
    ['a', ['< +QFLST: "UFS:a",3', '< OK']],
    ['RAM:a', ['< OK']],
  ])('of %s that a restart ends: flash has what came, memory nothing', async (name, listed) => {
    await playOn({ family: 'ec25' }, [
      `> AT+QFUPL="${name}",10`,
      '< CONNECT',
      raw('abc'),
      restart,
      raw('defghij'),
      '~ 9999',
      '~ 1',
      '< RDY',
      '~ 8000',
      '< +CPIN: READY',
      '< +QUSIM: 1',
      '< +CFUN: 1',
      '< +QIND: SMS DONE',
      '< +QIND: PB DONE',
      `> AT+QFLST="${name}"`,
      ...listed,
    ])
  })

  it('that finds the drive full takes its bytes all the same', async () => {
    const there = await scene({ storageBytes: 1000 })
    const second = new Host(there.sim.modules[0]?.transport() ?? expect.fail())
    await second.open()
    await play({ ...there, hosts: [hostOf(there), second] }, [
      '> AT+QFUPL="a",600',
      '< CONNECT',
      '1> AT+QFUPL="b",600',
      '1< CONNECT',
      raw('x'.repeat(600)),
      '< +QFUPL: 600,0',
      '< OK',
      () => void second.send('y'.repeat(600)),
      '1< +CME ERROR: 403',
      '1> AT+QFLST="*"',
      '1< +QFLST: "UFS:a",600',
      '1< +QFLST: "UFS:b",400',
      '1< OK',
      '> AT+QFUPL="c",1',
      '< +CME ERROR: 420',
    ])
  })

  it('that a restart ends gets nothing more, not even what was kept back as the beginning of +++', async () => {
    const there = await scene()
    await play(there, ['> AT+QFUPL="a",10', '< CONNECT', '~ 1000', raw('+'), restart])
    await there.clock.advance(20_000)
    hostOf(there).takeText()
    await play(there, ['> AT+QFLST="a"', '< +QFLST: "UFS:a",0', '< OK'])
  })

  it('of a file that is deleted meanwhile is one of nothing', async () => {
    const there = await scene()
    const second = new Host(there.sim.modules[0]?.transport() ?? expect.fail())
    await second.open()
    await play({ ...there, hosts: [hostOf(there), second] }, [
      '> AT+QFUPL="a",2',
      '< CONNECT',
      raw('H'),
      '1> AT+QFDEL="a"',
      '1< OK',
      raw('i'),
      '< +CME ERROR: 403',
      '> AT+QFLST="*"',
      '< OK',
    ])
  })
})

describe('a download', () => {
  it('over a slow line comes in time, with URCs behind it', async () => {
    const there = await scene({ transferBytesPerSecond: 1000 })
    await play(there, ['> AT+QFUPL="a",200', '< CONNECT', raw('ab'.repeat(100)), '~ 200', '< +QFUPL: 200,0', '< OK'])
    expect(await answerTo(there, 'AT+QFDWL="a"\r')).toBe('\r\nCONNECT\r\n')
    there.sim.modules[0]?.say('RING')
    expect(await answerTo(there, '', 100)).toBe('ab'.repeat(50))
    expect(await answerTo(there, '', 99)).toHaveLength(90)
    expect(await answerTo(there, '', 1)).toMatch(/^(ab){5}\r\n\+QFDWL: 200,0\r\n\r\nOK\r\n\r\nRING\r\n$/)
  })

  it('is ended by +++', async () => {
    const there = await scene({ transferBytesPerSecond: 10 })
    await play(there, ['> AT+QFUPL="a",100', '< CONNECT', raw('a'.repeat(100)), '~ 10000', '< +QFUPL: 100,0', '< OK'])
    await answerTo(there, 'AT+QFDWL="a"\r', 1000)
    expect(await answerTo(there, '+++', 1000)).toBe('aaaaaaaaa\r\nOK\r\n')
    expect(await answerTo(there, 'AT\r', 20_000)).toBe('\r\nOK\r\n')
  })

  it('that a restart ends goes on no more', async () => {
    const there = await scene({ family: 'ec200u', transferBytesPerSecond: 10 })
    await play(there, ['> AT+QFUPL="a",100', '< CONNECT', raw('a'.repeat(100)), '~ 10000', '< +QFUPL: 100,0', '< OK'])
    await answerTo(there, 'AT+QFDWL="a"\r', 1000)
    there.sim.modules[0]?.reset()
    expect(await answerTo(there, '', 10_000)).not.toContain('a')
    expect(await answerTo(there, 'AT\r')).toBe('\r\nOK\r\n')
  })

  it('of 12 MB waits for a TCP host that reads late', async () => {
    const sim = await startSimulator({ modules: [{ family: 'ec25', echo: false, storageBytes: 16_000_000 }] })
    const { path } = (await sim.modules[0]?.serveTcp()) ?? expect.fail()
    const socket = connect(Number(path.split(':').at(-1)), '127.0.0.1')
    const chunks: Buffer[] = []
    socket.on('data', chunk => chunks.push(chunk))
    const uniform = random(1)
    // Of a length that is no multiple of any buffer's, so that nothing lost is made up for by what comes after it.
    const piece = Buffer.from(Uint8Array.from({ length: 100_003 }, () => uniform() * 256))
    const content = Buffer.concat(Array.from({ length: 120 }, () => piece))
    const ends = async (text: string) => {
      await expect.poll(() => chunks.at(-1)?.toString('latin1').endsWith(text), { timeout: 20_000 }).toBe(true)
      return Buffer.concat(chunks.splice(0))
    }
    socket.write(`AT+QFUPL="a",${content.length}\r`)
    await ends('CONNECT\r\n')
    socket.write(content)
    await ends('OK\r\n')
    socket.pause()
    socket.write('AT+QFDWL="a"\r')
    await delay(200)
    socket.resume()
    const all = await ends('OK\r\n')
    socket.destroy()
    await sim.close()
    const start = '\r\nCONNECT\r\n'.length
    expect(all.subarray(start, start + content.length).equals(content)).toBe(true)
  })
})

describe('the escape sequence', () => {
  it.each<{ name: string; steps: readonly (string | number)[]; comes: string }>([
    { name: 'after a second of silence', steps: [1000, '+++', 1000], comes: 'E' },
    { name: 'plus by plus', steps: [1000, '+', 500, '+', 500, '+', 1000], comes: 'E' },
    { name: 'right after data', steps: ['ab+++', 1000], comes: 'ab+++' },
    { name: 'too soon after data', steps: ['ab', 999, '+++', 1000], comes: 'ab+++' },
    { name: 'data soon after it', steps: [1000, '+++', 999, 'c'], comes: '+++c' },
    { name: 'in one piece with data', steps: [1000, '+++c'], comes: '+++c' },
    { name: 'four pluses', steps: [1000, '++', '++', 1000], comes: '++++' },
    { name: 'two pluses alone', steps: [1000, '++', 1000], comes: '++' },
  ])('$name: $comes', async ({ steps, comes }) => {
    const clock = new ManualClock()
    let came = ''
    const sequence = new EscapeSequence(clock, {
      onData: bytes => {
        came += Buffer.from(bytes).toString('latin1')
      },
      onEscape: () => {
        came += 'E'
      },
    })
    for (const step of steps) {
      if (typeof step === 'number') await clock.advance(step)
      else sequence.receive(Buffer.from(step))
    }
    expect(came).toBe(comes)
  })
})
