import {
  askServiceFacts,
  CellvoiceError,
  type Clock,
  commands,
  type Modem,
  missingService,
  type ServiceFacts,
} from '../../index.ts'
import type { ModuleFacts } from './doctor-facts.ts'

/** The longest a short question may take, ms. */
const SHORT_LIMIT_MS = 5_000
/** What is asked only to see how long it takes. */
const PINGS = 3
/** Settings that calls need, each with the question and answer that show that it holds; none of them asks the network. */
const settings: readonly { readonly set: string; readonly ask: string; readonly holds: RegExp }[] = [
  { set: 'AT+CMEE=1', ask: 'AT+CMEE?', holds: /^\+CMEE: *1/ },
  { set: 'AT+CRC=1', ask: 'AT+CRC?', holds: /^\+CRC: *1/ },
  { set: 'AT+CREG=2', ask: 'AT+CREG?', holds: /^\+CREG: *2/ },
]
const needed: readonly string[] = ['AT+CLIP=1', 'AT+CRC=1']

/** Asks a module that is open. Questions that fail leave their fact at null. */
export class ModuleExamination {
  private readonly modem: Modem
  private readonly clock: Clock
  private readonly subscription: { unsubscribe(): void }
  private slowestMs = 0
  private timeouts = 0
  private readonly bootsMs: number[] = []

  constructor(modem: Modem, clock: Clock) {
    this.modem = modem
    this.clock = clock
    this.subscription = modem.events$.subscribe(event => {
      if (event.kind === 'message' && event.message.kind === 'boot') this.noteBoot()
    })
  }

  /** What the module tells of itself. @throws CellvoiceError PORT_LOST. */
  async first(): Promise<
    Pick<ModuleFacts, 'identity' | 'profile' | 'service' | 'signal' | 'urcPort' | 'lostSettings' | 'refusedSettings'>
  > {
    const { modem } = this
    for (let ping = 0; ping < PINGS; ping++) await this.ask('AT')
    const lostSettings: string[] = []
    for (const { set, ask, holds } of settings) {
      const lines = modem.capabilities.supports(set) ? await this.ask(ask) : null
      if (lines && !lines.some(line => holds.test(line))) lostSettings.push(set)
    }
    const urcLines = await this.ask('AT+QURCCFG="urcport"')
    return {
      identity: modem.identity,
      profile: modem.profile.name,
      service: await this.told(() => askServiceFacts((declaration, args) => modem.execute(declaration, args))),
      signal: await this.told(() => modem.execute(commands.signalStrength, undefined)),
      urcPort: /^\+QURCCFG: *"urcport" *, *"?(\w+)/i.exec(urcLines?.join('\n') ?? '')?.[1] ?? null,
      lostSettings,
      refusedSettings: needed.filter(set => modem.capabilities.supports(set) === false),
    }
  }

  /** What the network tells of its services: it may take its time, and so comes last. @throws CellvoiceError PORT_LOST. */
  async services(service: ServiceFacts | null): Promise<Pick<ModuleFacts, 'forwarding' | 'waiting'>> {
    if (service === null || missingService(service) !== null) return { forwarding: null, waiting: null }
    const { modem } = this
    return {
      forwarding: await answerOf(() => modem.execute(commands.queryForwarding, 'unconditional')),
      waiting: await answerOf(() => modem.execute(commands.queryWaiting, undefined)),
    }
  }

  /** A line of one's own, and its answer; null where it was refused or not answered. @throws CellvoiceError PORT_LOST. */
  ask(line: string): Promise<readonly string[] | null> {
    return this.told(async () => {
      const startedMs = this.clock.now()
      const lines = await this.modem.command(line, SHORT_LIMIT_MS)
      this.slowestMs = Math.max(this.slowestMs, this.clock.now() - startedMs)
      return lines
    })
  }

  /** What a question gives; null where it was refused or not answered. @throws CellvoiceError PORT_LOST. */
  told<T>(question: () => Promise<T>): Promise<T | null> {
    return answerOf(question, () => this.timeouts++)
  }

  /** What was seen meanwhile. */
  seen(): Pick<ModuleFacts, 'slowestMs' | 'timeouts' | 'boots'> {
    return { slowestMs: Math.round(this.slowestMs), timeouts: this.timeouts, boots: this.bootsMs.length }
  }

  stop(): void {
    this.subscription.unsubscribe()
  }

  /** One start gives several lines. */
  private noteBoot(): void {
    const nowMs = this.clock.now()
    const last = this.bootsMs.at(-1)
    if (last === undefined || nowMs - last >= SHORT_LIMIT_MS) this.bootsMs.push(nowMs)
  }
}

/** What a question gives; null where it was refused or not answered in time. @throws CellvoiceError PORT_LOST. */
async function answerOf<T>(question: () => Promise<T>, onTimeout: () => void = () => {}): Promise<T | null> {
  try {
    return await question()
  } catch (error) {
    if (!CellvoiceError.is(error) || error.code === 'PORT_LOST') throw error
    if (error.code === 'AT_TIMEOUT') onTimeout()
    return null
  }
}
