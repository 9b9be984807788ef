import { answerParent } from '../support/answer-parent.ts'
import { random } from '../support/random.ts'
import { type AttachedFace, attachFace, type Commands, coreCommands } from './faces-attached.ts'
import { FacesLine, type ModuleCall, type Moment } from './faces-line.ts'

/** The first calls are slow because the code is not compiled yet. */
const WARM_UP_CALLS = 150
const MEASURED_CALLS = 300
/** Calls of which the processor time is counted. */
const COUNTED_CALLS = 2500
/** Incoming, active, ended. */
const EVENTS_OF_COUNTED_CALL = 3
const LIMIT_MS = 60_000

/** What a face took. */
export interface FaceCost {
  /** By what was told or commanded: µs each time. */
  readonly events: Readonly<Record<string, readonly number[]>>
  readonly commands: Readonly<Record<string, readonly number[]>>
  /** Processor time for each event, the core's share included, µs. */
  readonly cpuMicros: number
}

// A program of its own: `faces-process FACE SEED` says what the face adds.
const [name = '', seed = ''] = process.argv.slice(2)

const commandLines: Readonly<Record<keyof Commands, string>> = {
  dial: 'ATD',
  answer: 'ATA',
  hold: 'AT+CHLD',
  retrieve: 'AT+CHLD',
  hangUp: 'AT+CHUP',
}

/** Calls, one after the other, each step of which is waited for. */
class Series {
  readonly events = new Map<string, number[]>()
  readonly commands = new Map<string, number[]>()
  private readonly line: FacesLine
  private readonly next = random(Number(seed))
  private face: AttachedFace = { tells: {}, commands: {} }
  private readonly heard = new Map<Moment, (atMs: number) => void>()
  private calls = 0

  constructor(line: FacesLine) {
    this.line = line
  }

  async attach(): Promise<void> {
    const attach = attachFace[name]
    if (!attach) throw new Error(`there is no ${name}`)
    this.face = await attach(this.line, moment => {
      const atMs = performance.now()
      this.heard.get(moment)?.(atMs)
    })
  }

  /** One call in a direction that is drawn, with all that can be done to it. */
  async run(): Promise<void> {
    const call = this.newCall(this.next() < 0.5 ? 'incoming' : 'outgoing')
    if (call.direction === 'incoming') {
      await this.tell(call, 'incoming')
      await this.command('answer')
    } else {
      this.face.prepareDial?.()
      await this.command('dial', call.number)
      await this.tell(call, 'dialing')
      await this.tell(call, 'alerting')
    }
    await this.tell(call, 'active')
    // Of a call that we made, without sound on the host, CallOps does not take back both parties at once.
    if (this.face.tells.held && call.direction === 'incoming') {
      await this.command('hold')
      await this.tell(call, 'held')
      await this.command('retrieve')
      await this.tell(call, 'retrieved')
    }
    if (call.direction === 'outgoing') await this.command('hangUp')
    await this.tell(call, 'ended')
    await this.rest()
  }

  /** One call of which the module alone tells. */
  async watch(): Promise<void> {
    const call = this.newCall('incoming')
    for (const moment of ['incoming', 'active', 'ended'] as const) {
      this.line.say(call, moment)
      await turn()
    }
    await this.rest()
  }

  private newCall(direction: ModuleCall['direction']): ModuleCall {
    const count = this.calls++
    // A call like one that has just ended would be taken for a late line about it.
    return { index: 1 + (count % 7), direction, number: `555${String(count % 10_000).padStart(4, '0')}` }
  }

  private async tell(call: ModuleCall, moment: Exclude<Moment, 'cause'>): Promise<void> {
    const follows = this.face.tells[moment]
    if (!follows) {
      this.line.say(call, moment)
    } else {
      const heard = new Promise<number>(resolve => this.heard.set(moment, resolve))
      this.line.say(call, moment)
      const heardMs = await heard
      this.heard.delete(moment)
      add(this.events, moment, heardMs - (this.line.toldByCore.get(follows) ?? Number.NaN))
    }
    await turn()
  }

  private async command(command: keyof Commands, number = ''): Promise<void> {
    const own = this.face.commands[command]
    const run = own ?? coreCommands(this.line)[command]
    const written = this.line.written(commandLines[command])
    const askedMs = performance.now()
    void run(number)
    const writtenMs = await written
    if (own) add(this.commands, command, writtenMs - askedMs)
    await turn()
  }

  private async rest(): Promise<void> {
    while (this.line.modem.calls.length > 0) await turn()
    this.line.forget()
  }
}

/** Whatever the last step began has its turns of the event loop. */
async function turn(): Promise<void> {
  for (let count = 0; count < 3; count++) await new Promise(resolve => setImmediate(resolve))
}

function add(to: Map<string, number[]>, key: string, ms: number): void {
  const known = to.get(key) ?? []
  to.set(key, known)
  known.push(ms * 1000)
}

async function measure(): Promise<FaceCost> {
  const watchdog = setTimeout(() => {
    console.error(`faces: ${name} has not come to its end`)
    process.exit(1)
  }, LIMIT_MS)
  const series = new Series(await FacesLine.open())
  await series.attach()
  for (let count = 0; count < WARM_UP_CALLS; count++) await series.run()
  series.events.clear()
  series.commands.clear()
  for (let count = 0; count < MEASURED_CALLS; count++) await series.run()
  const before = process.cpuUsage()
  for (let count = 0; count < COUNTED_CALLS; count++) await series.watch()
  const { user, system } = process.cpuUsage(before)
  clearTimeout(watchdog)
  return {
    events: Object.fromEntries(series.events),
    commands: Object.fromEntries(series.commands),
    cpuMicros: (user + system) / (COUNTED_CALLS * EVENTS_OF_COUNTED_CALL),
  }
}

answerParent({}, measure)
