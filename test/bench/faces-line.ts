import type { Call } from '../../src/calls/call.ts'
import type { CallEvent } from '../../src/calls/call-event.ts'
import { Modem } from '../../src/calls/modem.ts'
import type { ModemEvent } from '../../src/calls/modem-event.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { noEmergencyTransport } from '../support/no-emergency-transport.ts'
import { ScriptedModule } from '../support/scripted-module.ts'

/** What the core can tell of a call, and after it a face. `retrieved` is `active` after `held`. */
export type Moment = 'incoming' | 'dialing' | 'alerting' | 'active' | 'held' | 'retrieved' | 'ended' | 'cause'

/** A call as the module has it. */
export interface ModuleCall {
  readonly index: number
  readonly direction: 'outgoing' | 'incoming'
  readonly number: string
}

const script = {
  ATI: ['Quectel', 'EC25', 'Revision: EC25EFAR06A06M4G', 'OK'],
  'AT+CMEE?': ['+CMEE: 1', 'OK'],
  'AT+CPIN?': ['+CPIN: READY', 'OK'],
  'AT+CFUN?': ['+CFUN: 1', 'OK'],
  'AT+CREG?': ['+CREG: 2,1', 'OK'],
  'AT+CEER': ['+CEER: "Normal call clearing"', 'OK'],
}

const listStates = { active: 0, held: 1, dialing: 2, alerting: 3, incoming: 4, retrieved: 0 } as const
const dsciStates = { held: 1, dialing: 2, active: 3, incoming: 4, ended: 6, alerting: 7, retrieved: 3 } as const

/** A modem on a module in memory, which says what it is told to; what passes between them is stamped in ms. */
export class FacesLine {
  readonly modem: Modem
  /** When the core told of each moment the last time. */
  readonly toldByCore = new Map<Moment, number>()
  /** The call that was told of last. */
  call: Call | null = null
  private readonly module: ScriptedModule
  private awaited: { readonly beginning: string; readonly written: (atMs: number) => void } | null = null

  private constructor(module: ScriptedModule) {
    this.module = module
    const inner = noEmergencyTransport(module.host)
    const transport: Transport = {
      name: inner.name,
      open: listener => inner.open(listener),
      close: () => inner.close(),
      write: bytes => {
        this.noteWritten(bytes, performance.now())
        return inner.write(bytes)
      },
    }
    this.modem = new Modem({ transport })
    // Nobody subscribes before this: every face hears of an event after its stamp.
    this.modem.events$.subscribe(event => this.note(event))
  }

  static async open(): Promise<FacesLine> {
    const module = await ScriptedModule.start(script)
    module.otherwise = ['OK']
    const line = new FacesLine(module)
    await line.modem.open()
    return line
  }

  /** Resolves with the moment at which a command line that begins so is handed to the transport. */
  written(beginning: string): Promise<number> {
    return new Promise(written => {
      this.awaited = { beginning, written }
    })
  }

  /** The module tells that the call is there, and lists it so. */
  say(call: ModuleCall, moment: Exclude<Moment, 'cause'>): void {
    const { index, number } = call
    const direction = call.direction === 'outgoing' ? 0 : 1
    const listed = moment === 'ended' ? [] : [`+CLCC: ${index},${direction},${listStates[moment]},0,0,"${number}",129`]
    this.module.learn('AT+CLCC', ...listed, 'OK')
    const rings = moment === 'incoming' ? ['RING', `+CLIP: "${number}",129,,,,0`] : []
    this.module.say(...rings, `^DSCI: ${index},${direction},${dsciStates[moment]},0,${number},129,0`)
  }

  /** Thousands of calls leave long notes behind, which nobody reads here. */
  forget(): void {
    this.module.commands.length = 0
    this.module.received = ''
  }

  private noteWritten(bytes: Uint8Array, atMs: number): void {
    if (!this.awaited || !Buffer.from(bytes).toString('latin1').startsWith(this.awaited.beginning)) return
    const { written } = this.awaited
    this.awaited = null
    written(atMs)
  }

  private note(event: ModemEvent): void {
    if (event.kind !== 'call') return
    const atMs = performance.now()
    this.call = event.call
    const moment = momentOf(event.event)
    if (moment) this.toldByCore.set(moment, atMs)
  }
}

/** What an event tells; null for what is no change of the state of a call. */
export function momentOf(event: CallEvent): Moment | null {
  if (event.kind === 'ended' || event.kind === 'cause') return event.kind
  if (event.kind !== 'state') return null
  const { state } = event.call
  if (state === 'active' && event.from === 'held') return 'retrieved'
  return state === 'waiting' || state === 'ended' ? null : state
}
