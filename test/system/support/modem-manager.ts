import { fileURLToPath } from 'node:url'
import { expect, vi } from 'vitest'
import { serveAbstractSocket } from './abstract-socket.ts'
import type { BoundedProgram } from './bounded-program.ts'
import { PrivateBus, python } from './private-bus.ts'
import type { Client } from './scenario.ts'
import type { Workbench } from './workbench.ts'

const daemon = 'org.freedesktop.ModemManager1'
const root = '/org/freedesktop/ModemManager1'
const voice = `${daemon}.Modem.Voice`
const properties = 'org.freedesktop.DBus.Properties'

/** MMCallState, in the words of 3GPP TS 27.007 7.18 where it has them. */
const states = ['unknown', 'dialing', 'alerting', 'incoming', 'active', 'held', 'waiting', 'ended']
/** MMCallStateReason. */
const reasons = [
  'unknown',
  'outgoing',
  'incoming',
  'accepted',
  'terminated',
  'refused',
  'error',
  'audio',
  'transferred',
]
/** MMModemState. */
const registered = 8

interface CallProperties {
  readonly State: number
  readonly StateReason: number
  readonly Number: string
  readonly Multiparty: boolean
}

/** ModemManager, told and watched over its D-Bus interface. */
export class ModemManager implements Client {
  /** What it logs, the AT lines included. */
  readonly program: BoundedProgram
  private readonly bus: PrivateBus
  private modem = ''

  private constructor(program: BoundedProgram, bus: PrivateBus) {
    this.program = program
    this.bus = bus
  }

  /** Starts it on a module that is served on TCP, and has `plugin` take the module for its own. */
  static async start(workbench: Workbench, tcpPort: string, plugin: string): Promise<ModemManager> {
    const bus = await PrivateBus.start(workbench)
    const script = fileURLToPath(new URL('./polkit.py', import.meta.url))
    await workbench.start(python, [script], bus.environment).says(/ready/)
    const socket = await serveAbstractSocket(workbench, tcpPort)
    const switches = ['--log-level=DEBUG', '--no-auto-scan', '--test-enable', '--test-no-udev']
    const program = workbench.start('ModemManager', switches, bus.environment)
    await bus.offers(daemon)
    const modemManager = new ModemManager(program, bus)
    await bus.call(daemon, root, `${daemon}.Test.SetProfile`, 'ssas', 'cellvoice', plugin, [socket])
    modemManager.modem = await modemManager.found()
    return modemManager
  }

  /** Enables the modem and waits until it is registered. */
  async enable(): Promise<void> {
    await this.bus.call(daemon, this.modem, `${daemon}.Modem.Enable`, 'b', true)
    const state = () => this.bus.call(daemon, this.modem, `${properties}.Get`, 'ss', `${daemon}.Modem`, 'State')
    await vi.waitFor(async () => expect(await state()).toBe(registered), 30_000)
  }

  /** Plugin, manufacturer and model, as the modem's properties have them. */
  async identity(): Promise<readonly unknown[]> {
    const all = (await this.bus.call(daemon, this.modem, `${properties}.GetAll`, 's', `${daemon}.Modem`)) as Record<
      string,
      unknown
    >
    return [all.Plugin, all.Manufacturer, all.Model]
  }

  async dial(number: string): Promise<void> {
    const path = (await this.tell('CreateCall', 'a{sv}', { number })) as string
    await this.bus.call(daemon, path, `${daemon}.Call.Start`)
  }

  /** Calls a method of the voice interface of the modem. */
  tell(method: string, signature = '', ...args: readonly unknown[]): Promise<unknown> {
    return this.bus.call(daemon, this.modem, `${voice}.${method}`, signature, ...args)
  }

  /** Calls a method of the call with this number. */
  async onCall(number: string, method: string, signature = '', ...args: readonly unknown[]): Promise<void> {
    const found = (await this.calls()).find(([, call]) => call.Number === number && states[call.State] !== 'ended')
    if (!found) throw new Error(`ModemManager shows no call with ${number}`)
    await this.bus.call(daemon, found[0], `${daemon}.Call.${method}`, signature, ...args)
  }

  async shows(): Promise<readonly string[]> {
    return (await this.calls()).map(([, { State, StateReason, Number: number, Multiparty }]) =>
      states[State] === 'ended'
        ? `${number} ended: ${reasons[StateReason]}`
        : `${states[State]} ${number}${Multiparty ? ' in conference' : ''}`,
    )
  }

  async forget(): Promise<void> {
    for (const [path, { State }] of await this.calls()) {
      if (states[State] === 'ended') await this.tell('DeleteCall', 'o', path)
    }
  }

  private async calls(): Promise<[path: string, call: CallProperties][]> {
    const paths = (await this.tell('ListCalls')) as string[]
    return Promise.all(
      paths.map(async path => [
        path,
        (await this.bus.call(daemon, path, `${properties}.GetAll`, 's', `${daemon}.Call`)) as CallProperties,
      ]),
    )
  }

  private async found(): Promise<string> {
    return vi.waitFor(async () => {
      const method = 'org.freedesktop.DBus.ObjectManager.GetManagedObjects'
      const objects = (await this.bus.call(daemon, root, method)) as Record<string, Record<string, unknown>>
      const [path] = Object.entries(objects).find(([, interfaces]) => voice in interfaces) ?? []
      if (path === undefined) throw new Error('ModemManager shows no modem with voice')
      return path
    }, 60_000)
  }
}
