import { writeFile } from 'node:fs/promises'
import type { BoundedProgram } from './bounded-program.ts'
import { PrivateBus } from './private-bus.ts'
import type { Client } from './scenario.ts'
import type { Workbench } from './workbench.ts'

const daemon = 'org.ofono'

interface CallProperties {
  readonly State: string
  readonly LineIdentification: string
  readonly Multiparty: boolean
}

/** oFono, told and watched over its D-Bus interface. */
export class Ofono implements Client {
  /** What it logs, the AT lines included. */
  readonly program: BoundedProgram
  private readonly bus: PrivateBus
  private readonly modem: string
  private readonly numbers = new Map<string, string>()
  private signalsForgotten = 0

  private constructor(program: BoundedProgram, bus: PrivateBus, modem: string) {
    this.program = program
    this.bus = bus
    this.modem = modem
  }

  /** On a module at a TCP port, by the plugin `phonesim`. */
  static async onTcp(workbench: Workbench, port: string): Promise<Ofono> {
    const bus = await PrivateBus.start(workbench)
    const config = workbench.path('phonesim.conf')
    await writeFile(config, `[phonesim]\nAddress=127.0.0.1\nPort=${port}\n`)
    const environment = { ...bus.environment, OFONO_AT_DEBUG: '1', OFONO_PHONESIM_CONFIG: config }
    const program = workbench.start('ofonod', ['-n', '-d', '*'], environment)
    await bus.offers(daemon)
    return new Ofono(program, bus, '/phonesim')
  }

  /** On a module at a pseudo-terminal, which an invented udev gives out as a modem for the plugin `wavecom`. */
  static async onPty(workbench: Workbench, pty: string): Promise<Ofono> {
    const bus = await PrivateBus.start(workbench)
    const description = workbench.path('tty.umockdev')
    await writeFile(description, udevDescription)
    const environment = { ...bus.environment, OFONO_AT_DEBUG: '1', OFONO_PHONESIM_CONFIG: '/nonexistent', MODULE: pty }
    const program = workbench.start(
      'umockdev-run',
      ['-d', description, '--', 'sh', '-c', 'ln -sfn "$MODULE" "$UMOCKDEV_DIR/dev/ttyQ0"; exec ofonod -n -d "*"'],
      environment,
    )
    await bus.offers(daemon)
    return new Ofono(program, bus, '/wavecom_0')
  }

  /** Sets a property of an interface of the modem: `VoiceCallManager`, `CallForwarding`. */
  async set(interfaceName: string, property: string, value: unknown): Promise<void> {
    await this.tell(interfaceName, 'SetProperty', 'sv', property, value)
  }

  async get(interfaceName: string, property: string): Promise<unknown> {
    return ((await this.tell(interfaceName, 'GetProperties')) as Record<string, unknown>)[property]
  }

  /** Calls a method of an interface of the modem. */
  tell(interfaceName: string, method: string, signature = '', ...args: readonly unknown[]): Promise<unknown> {
    return this.bus.call(daemon, this.modem, `${daemon}.${interfaceName}.${method}`, signature, ...args)
  }

  /** `hidden` is `enabled`, `disabled` or `default`. */
  async dial(number: string, hidden = 'default'): Promise<void> {
    await this.tell('VoiceCallManager', 'Dial', 'ss', number, hidden)
  }

  /** Tells the manager of calls: SwapCalls, HoldAndAnswer, Transfer and the like. */
  async manage(method: string, signature = '', ...args: readonly unknown[]): Promise<void> {
    await this.tell('VoiceCallManager', method, signature, ...args)
  }

  ussd(method: 'Initiate' | 'Respond', text: string): Promise<unknown> {
    return this.tell('SupplementaryServices', method, 's', text)
  }

  /** Answers or hangs up the call with this number. */
  async onCall(number: string, method: 'Answer' | 'Hangup'): Promise<void> {
    await this.bus.call(daemon, await this.pathOf(number), `${daemon}.VoiceCall.${method}`)
  }

  /** Speaks with one party of the multiparty call alone. */
  async privateChat(number: string): Promise<void> {
    await this.manage('PrivateChat', 'o', await this.pathOf(number))
  }

  async shows(): Promise<readonly string[]> {
    const calls = await this.calls()
    for (const [path, { LineIdentification }] of calls) this.numbers.set(path, LineIdentification)
    const open = calls.map(
      ([, call]) => `${call.State} ${call.LineIdentification}${call.Multiparty ? ' in conference' : ''}`,
    )
    const ends = this.bus.signals
      .slice(this.signalsForgotten)
      .filter(({ signal }) => signal === `${daemon}.VoiceCall.DisconnectReason`)
      .map(({ path, arguments: [reason] }) => `${this.numbers.get(path) ?? path} ended: ${reason}`)
    return [...open, ...ends]
  }

  async forget(): Promise<void> {
    this.signalsForgotten = this.bus.signals.length
  }

  private async calls(): Promise<[path: string, call: CallProperties][]> {
    return (await this.tell('VoiceCallManager', 'GetCalls')) as [string, CallProperties][]
  }

  private async pathOf(number: string): Promise<string> {
    const found = (await this.calls()).find(([, { LineIdentification }]) => LineIdentification === number)
    if (!found) throw new Error(`oFono shows no call with ${number}`)
    return found[0]
  }
}

const udevDescription = `P: /devices/platform/module/tty/ttyQ0
N: ttyQ0
E: DEVNAME=/dev/ttyQ0
E: DEVPATH=/devices/platform/module/tty/ttyQ0
E: MAJOR=4
E: MINOR=64
E: SUBSYSTEM=tty
E: OFONO_DRIVER=wavecom
E: OFONO_WAVECOM_MODEL=Q2XXX
A: dev=4:64

`
