import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../src/base/manual-clock.ts'
import type { Modem } from '../../src/calls/modem.ts'
import { openModem } from '../../src/calls/open-modem.ts'
import { recordOnModule } from '../../src/exchange/recording/module-recording.ts'
import { fetchPending } from '../../src/exchange/recording/pending-recordings.ts'
import { type ModuleOptions, type SimulatedModule, startSimulator } from '../../src/simulator/index.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { errorOf } from '../support/error-of.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { pass, until } from '../support/until.ts'

interface Setup extends ModuleOptions {
  readonly clock?: ManualClock
  readonly wrap?: (line: Transport) => Transport
}

/** An EC25 in a call, an empty folder, and how to record into it. */
async function inCall({ wrap = line => line, clock = new ManualClock(), ...options }: Setup = {}) {
  const { modules } = await startSimulator({ modules: [{ family: 'ec25', ...options }], clock })
  const [module] = modules
  if (!module) throw new Error('the simulator made no module')
  const wait = <T>(promise: Promise<T>) => until(clock, promise)
  const open = (of: SimulatedModule): Promise<Modem> => wait(openModem({ transport: wrap(of.transport()), clock }))
  const modem = await open(module)
  await wait(modem.dial('5550101'))
  await pass(clock, 2_000)
  const folder = temporaryFolder()
  const record = (format: 'wav' | 'amr', by = modem) =>
    wait(
      recordOnModule(by, clock, {
        format,
        direction: 'downlink',
        path: join(folder, `a.${format}`),
        overwrite: true,
      }),
    )
  const files = () => readdirSync(folder)
  const fetch = (by = modem) => wait(fetchPending(by, folder, undefined, clock))
  return { clock, module, modem, folder, wait, open, record, files, fetch }
}

/** Seconds of a WAV file of the module, whatever its header says. */
const secondsOf = (path: string) => (readFileSync(path).length - 44) / 16_000

/** Damages a byte of every download while it `isOn`: of two the checksum might tell nothing. */
function damaging(line: Transport, isOn: () => boolean): Transport {
  let due = false
  return {
    name: line.name,
    close: () => line.close(),
    write(bytes) {
      due = Buffer.from(bytes).toString('latin1').startsWith('AT+QFDWL') && isOn()
      return line.write(bytes)
    },
    open: ({ onData, onLost }) =>
      line.open({
        onLost,
        onData(chunk) {
          const damage = due && chunk.length > 1_000
          if (damage) due = false
          onData(damage ? chunk.map((byte, at) => (at === 500 ? byte ^ 1 : byte)) : chunk)
        },
      }),
  }
}

describe('what an interrupted recording left on the module', () => {
  it('is not what is being recorded just now: that goes on', async () => {
    const { clock, folder, wait, record, files, fetch } = await inCall()
    const recording = await record('wav')
    await pass(clock, 2_000)
    expect(await fetch()).toEqual([])
    expect(files()).toEqual(['a.wav.pending'])
    await pass(clock, 2_000)
    expect(await wait(recording.stop())).toMatchObject({ trouble: null })
    expect(files()).toEqual(['a.wav'])
    expect(secondsOf(join(folder, 'a.wav'))).toBeGreaterThanOrEqual(4)
  })

  it('is still being recorded when the modem was closed in the middle: it ends, and is fetched', async () => {
    const { clock, module, modem, folder, wait, open, record, files, fetch } = await inCall()
    const recording = await record('wav')
    await pass(clock, 2_000)
    const ended = errorOf(recording.ended)
    await wait(modem.close())
    expect((await ended).code).toBe('MODEM_CLOSED')
    expect(files()).toEqual(['a.wav.pending'])
    await pass(clock, 2_000)
    const again = await open(module)
    expect(await fetch(again)).toMatchObject([{ path: join(folder, 'a.wav') }])
    expect(files()).toEqual(['a.wav'])
    expect(secondsOf(join(folder, 'a.wav'))).toBeGreaterThanOrEqual(4)
    expect(await wait(again.command('AT+QFLST="*"'))).toEqual([])
    expect(await wait(again.command('AT+QAUDRD?'))).toEqual(['+QAUDRD: 0'])
  })

  it('is left alone while another recording of ours runs on the module', async () => {
    const { clock, modem, folder, wait, record, files, fetch } = await inCall()
    const imei = modem.identity.imei
    const old = { name: 'old.wav', imei, format: 'wav', direction: 'downlink', overwrite: true }
    writeFileSync(join(folder, 'old.wav.pending'), JSON.stringify(old))
    const recording = await record('wav')
    await pass(clock, 1_000)
    await fetch()
    expect(await wait(modem.command('AT+QAUDRD?'))).toEqual(['+QAUDRD: 1'])
    expect(await wait(recording.stop())).toMatchObject({ trouble: null })
    // The module never had the old one, so nothing is to be waited for.
    expect(files()).toEqual(['a.wav'])
  })

  it('stays there when the transfer is damaged again and again, and is fetched when it no longer is', async () => {
    let damaged = true
    const { clock, wait, record, files, fetch } = await inCall({ wrap: line => damaging(line, () => damaged) })
    const recording = await record('wav')
    await pass(clock, 2_000)
    const error = await wait(errorOf(recording.stop()))
    expect([error.code, error.message]).toEqual(['RECORDING_FAILED', expect.stringContaining('damaged 3 times')])
    expect(await fetch()).toEqual([])
    expect(files()).toEqual(['a.wav.pending'])
    damaged = false
    expect(await fetch()).toHaveLength(1)
    expect(files()).toEqual(['a.wav'])
  })

  it('is nothing for a note of another module, and for a file that is none of our notes', async () => {
    const { folder, files, fetch } = await inCall()
    const other = { name: 'a.wav', imei: '1', format: 'wav', direction: 'downlink', overwrite: true }
    writeFileSync(join(folder, 'other.pending'), JSON.stringify(other))
    writeFileSync(join(folder, 'junk.pending'), 'junk')
    expect(await fetch()).toEqual([])
    expect(files()).toEqual(['junk.pending', 'other.pending'])
  })
})

describe('a module that is slow to encode', () => {
  /** Ten frames of nothing. */
  const amr = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(10, 0x7c)])
  const encodingFor = (ms: number, clock: ManualClock): Setup => ({
    clock,
    amrEncoder: () => new Promise(resolve => clock.setTimer(ms, () => resolve(amr))),
  })

  it('is waited for while its file is empty', async () => {
    const { clock, folder, wait, record, files } = await inCall(encodingFor(3_000, new ManualClock()))
    const recording = await record('amr')
    await pass(clock, 1_000)
    expect(await wait(recording.stop())).toMatchObject({ durationMs: 200, trouble: null })
    expect(files()).toEqual(['a.amr'])
    expect(readFileSync(join(folder, 'a.amr')).equals(amr)).toBe(true)
  })

  it('is not waited for without end', async () => {
    const { clock, wait, record } = await inCall(encodingFor(60_000, new ManualClock()))
    const recording = await record('amr')
    await pass(clock, 1_000)
    const error = await wait(errorOf(recording.stop()))
    expect([error.code, error.message]).toEqual(['RECORDING_FAILED', expect.stringContaining('is empty')])
  })
})
