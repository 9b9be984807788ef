import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import type { FamilyName } from '../../src/simulator/index.ts'
import { SimulatorChild } from './simulator-child.ts'
import type { Serving, SimulatorSetup } from './simulator-request.ts'
import { Telephone } from './telephone.ts'

const families: readonly FamilyName[] = ['ec25', 'ec200u', 'ec600n', 'generic']

const codes = (phone: Telephone) => phone.callbacks.map(([code]) => code)

/** What a power cut in a call does, to the line or to the module alone, for each family of modules. */
export function describeLostModule(serving: Serving): void {
  describe.each(families)('%s: the far end of the line dies in a call', family => {
    test('the call ends once, the modem is lost and says so; opened again, it works', async context => {
      const folder = mkdtempSync(join(tmpdir(), 'cellvoice-'))
      context.onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
      const link = join(folder, 'modem')
      const before = await start(context, { families: [family], serving, speed: 2, link })
      const { path } = before.module(0)
      const phone = await phoneInCall(path, context)

      await before.kill()
      await phone.ended(['module', 'FAILED'])
      // The callback comes in a later turn of the event loop than the end of the call.
      await vi.waitFor(() => expect(codes(phone)).toEqual([14, 11, 12]), 5000)
      expect(phone.modem.state).toMatchObject({ kind: 'lost', reason: { code: 'PORT_LOST' } })
      expect(await phone.voiceCall.callStart('5550101')).toBe(-1)
      expect(phone.voiceCall.lastError?.message).toMatch(/line to the module is gone.*Check cable/)
      expect(codes(phone)).toEqual([14, 11, 12])

      rmSync(link, { force: true })
      const tcpPort = Number(/:(\d+)$/.exec(path)?.[1] ?? 0)
      await start(context, { families: [family], serving, speed: 2, link, tcpPort })
      const again = await phoneInCall(path, context)
      expect(await again.voiceCall.callEnd()).toBe(0)
      await again.ended(['local', 'NORMAL'])
    })
  })

  // A plain 27.007 module need not say that it started anew.
  describe.each(families.filter(family => family !== 'generic'))('%s: the module restarts in a call', family => {
    test('the call ends once, and the next one comes in with its number: the settings are back', async context => {
      const simulator = await start(context, { families: [family], serving, speed: 4 })
      const phone = await phoneInCall(simulator.module(0).path, context)
      await simulator.reset(0)
      await vi.waitFor(() => expect(phone.modem.state.kind).toBe('restarting'), 20_000)
      await vi.waitFor(() => expect(phone.modem.state.kind).toBe('ready'), 20_000)
      await phone.ended(['module', 'FAILED'])
      // Set up again is not yet registered, and until then nobody can call it.
      const registration = async () => (await phone.modem.command('AT+CREG?')).join()
      await vi.waitFor(async () => expect(await registration()).toMatch(/\+CREG: 2,1/), 20_000)
      await simulator.call('+15550109007', 0)
      await vi.waitFor(() => expect(codes(phone)).toEqual([14, 11, 12, 10]), 5000)
      expect(phone.callbacks.at(-1)).toContain('+15550109007')
    })
  })
}

/** A telephone that has called 5550101, who answered. */
async function phoneInCall(path: string, context: Parameters<typeof Telephone.open>[1]): Promise<Telephone> {
  const phone = await Telephone.open(path, context)
  expect(await phone.voiceCall.callStart('5550101')).toBe(0)
  await vi.waitFor(() => expect(codes(phone)).toEqual([14, 11]), 5000)
  return phone
}

type Finish = { onTestFinished(end: () => Promise<void>): void }

async function start({ onTestFinished }: Finish, setup: SimulatorSetup): Promise<SimulatorChild> {
  const simulator = await SimulatorChild.start(setup)
  onTestFinished(() => simulator.kill())
  return simulator
}
