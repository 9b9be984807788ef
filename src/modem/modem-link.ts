import type { CommandDeclaration } from '../at/command.ts'
import { Dialogue } from '../at/dialogue.ts'
import type { Exchange } from '../at/exchange.ts'
import type { CancelTimer, Clock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'
import type { Logger } from '../base/logger.ts'
import { isUnsolicited, type Message, messageOf, multilinePrefixes } from '../commands/dictionary.ts'
import type { Transport } from '../transport/transport.ts'
import { bringUp } from './bring-up.ts'
import { CapabilityRecord } from './capability-record.ts'
import { Heartbeat } from './heartbeat.ts'
import { identify, type ModemIdentity } from './identify.ts'
import type { LinkState } from './link-state.ts'
import { type Profile, profileFor, shippedProfiles } from './profile.ts'
import { wake } from './wake.ts'

/** After a boot line, more of them follow; the settings wait until the module has been quiet this long. */
const RESTART_QUIET_MS = 500
/** How long a module that restarted may take to answer: EG25-G took 22 s from power to its first line. */
const RESTART_ANSWER_LIMIT_MS = 60_000
/** Calls of the module before it counts as silent, unless the caller says otherwise. */
const DEFAULT_ANSWER_LIMIT_MS = 4_000

/** So many commands without an answer in a row mean that nobody is there any more. */
const MAX_UNANSWERED = 3

/** What a link tells its owner, in the order of the wire. */
export interface LinkListener {
  /** An unsolicited line that is known, and what it says. */
  onMessage(message: Message, line: string): void
  /** An unsolicited line that is not known. */
  onUnknownLine(line: string): void
  onSent(declaration: CommandDeclaration<unknown, unknown>, args: unknown): void
  onExchange(exchange: Exchange): void
  onState(state: LinkState): void
}

/** One module's life: opened, identified, brought up, ready; brought up again after each restart; lost; closed. */
export class ModemLink {
  readonly capabilities = new CapabilityRecord()
  private readonly transport: Transport
  private readonly clock: Clock
  private readonly logger: Logger
  private readonly listener: LinkListener
  private readonly dialogue: Dialogue
  private readonly answerLimitMs: number
  private readonly accept: ((identity: ModemIdentity) => void) | undefined
  private current: LinkState = { kind: 'closed' }
  private known: { readonly identity: ModemIdentity; readonly profile: Profile } | undefined
  private lastUnknownLine: string | undefined
  private cancelQuiet: CancelTimer | undefined
  private readonly heartbeat: Heartbeat
  private unanswered = 0
  /** The start-up line that came while the settings were on their way: some of them were forgotten. */
  private restartedMeanwhile: string | undefined
  /** Whether the line itself is gone: then no module can come back on it. */
  private cut = false

  constructor(options: {
    readonly transport: Transport
    readonly clock: Clock
    readonly logger: Logger
    readonly listener: LinkListener
    /** How long the module may take to answer its first AT, ms. */
    readonly answerLimitMs?: number
    /** Looks at who answers, before it is set up; what it throws refuses the module. */
    readonly accept?: (identity: ModemIdentity) => void
  }) {
    this.transport = options.transport
    this.clock = options.clock
    this.logger = options.logger
    this.listener = options.listener
    this.answerLimitMs = options.answerLimitMs ?? DEFAULT_ANSWER_LIMIT_MS
    this.accept = options.accept
    this.dialogue = new Dialogue({
      transport: options.transport,
      clock: options.clock,
      logger: options.logger,
      isUnsolicited,
      multilinePrefixes,
      listener: {
        onUnsolicited: line => this.takeLine(line),
        onSent: (declaration, args) => this.listener.onSent(declaration, args),
        onExchange: exchange => this.takeExchange(exchange),
        onLost: reason => {
          this.cut = true
          this.lose(reason)
        },
      },
    })
    this.heartbeat = new Heartbeat(
      this.clock,
      (declaration, args) => this.dialogue.execute(declaration, args),
      this.capabilities,
      () => this.noteRestart('settings lost'),
    )
  }

  get state(): LinkState {
    return this.current
  }

  /** What the module says it is. @throws CellvoiceError MODEM_NOT_READY before {@link open} has asked it. */
  get identity(): ModemIdentity {
    return this.knownModule().identity
  }

  /** The facts about this kind of module. @throws CellvoiceError MODEM_NOT_READY before {@link open} has asked it. */
  get profile(): Profile {
    return this.knownModule().profile
  }

  /**
   * Opens the line, asks the module who it is and sets it up.
   * @throws CellvoiceError as the transport's open; PORT_SILENT, PORT_GARBAGE; what `accept` throws; the line is closed again
   *   then.
   */
  async open(): Promise<void> {
    if (this.current.kind === 'lost') await this.dialogue.close()
    else if (this.current.kind !== 'closed') {
      throw new CellvoiceError('PORT_BUSY', {
        detail: `${this.transport.name} is open already`,
        remedy: 'Use it, or close it first.',
      })
    }
    this.cut = false
    this.enter({ kind: 'opening' })
    try {
      await this.dialogue.open()
      await this.wake(this.answerLimitMs)
      const identity = await identify(this.execute)
      this.accept?.(identity)
      this.known = { identity, profile: profileFor(shippedProfiles(), identity) }
      this.restartedMeanwhile = undefined
      this.enter({ kind: 'bringing-up' })
      await bringUp(this.execute, this.capabilities, this.known.profile.settings)
      if (this.state.kind === 'lost') throw this.state.reason
      this.enter({ kind: 'ready' })
      if (this.restartedMeanwhile !== undefined) this.noteRestart(this.restartedMeanwhile)
    } catch (error) {
      await this.close()
      throw error
    }
  }

  /** Closes the line. Harmless when it is closed or lost. */
  async close(): Promise<void> {
    this.cancelQuiet?.()
    this.heartbeat.stop()
    await this.dialogue.close()
    if (this.current.kind !== 'lost') this.enter({ kind: 'closed' })
  }

  /** Sends a command; see {@link Dialogue.execute}. @throws CellvoiceError MODEM_CLOSED or the reason of the loss. */
  readonly execute = <Args, Result>(declaration: CommandDeclaration<Args, Result>, args: Args): Promise<Result> => {
    if (this.current.kind === 'closed') return Promise.reject(new CellvoiceError('MODEM_CLOSED'))
    if (this.current.kind === 'lost') return Promise.reject(this.current.reason)
    return this.dialogue.execute(declaration, args)
  }

  /** See {@link Dialogue.assumeDone}. */
  assumeDone(declaration: CommandDeclaration<unknown, unknown>): void {
    this.dialogue.assumeDone(declaration)
  }

  private knownModule(): NonNullable<typeof this.known> {
    if (!this.known) throw new CellvoiceError('MODEM_NOT_READY', { detail: 'it has not been opened' })
    return this.known
  }

  private wake(timeLimitMs: number): Promise<void> {
    const before = this.dialogue.receivedBytes
    const overheard = { bytes: () => this.dialogue.receivedBytes - before, line: () => this.lastUnknownLine }
    return wake(this.execute, this.clock, overheard, { port: this.transport.name, timeLimitMs })
  }

  private takeExchange(exchange: Exchange): void {
    this.listener.onExchange(exchange)
    if (exchange.outcome.kind === 'done' || CellvoiceError.is(exchange.outcome.error, 'AT_ERROR')) {
      this.unanswered = 0
      // The heartbeat goes on asking a module that was given up for silent.
      if (this.current.kind === 'lost') this.noteRestart('it answers again')
    } else if (CellvoiceError.is(exchange.outcome.error, 'AT_TIMEOUT')) this.unanswered++
    if (this.current.kind !== 'ready' || this.unanswered < MAX_UNANSWERED) return
    this.lose(new CellvoiceError('PORT_SILENT', { detail: `${this.transport.name} no longer answers` }))
  }

  private takeLine(line: string): void {
    const message = messageOf(line)
    if (!message) {
      this.lastUnknownLine = line
      this.listener.onUnknownLine(line)
      return
    }
    if (message.kind === 'boot' || message.kind === 'powered-down') this.noteRestart(line)
    // A module that was given up and speaks again may have been without power.
    else if (this.current.kind === 'lost') this.noteRestart(line)
    // These may come of a start, or of what the host or the SIM did; a setting that is gone tells.
    else if (this.current.kind === 'ready' && (message.kind === 'functionality' || message.kind === 'sim-state')) {
      void this.heartbeat.ask()
    }
    this.listener.onMessage(message, line)
  }

  /** The module forgot its settings and what it was asked. More start-up lines follow; then it is brought up again. */
  private noteRestart(line: string): void {
    const { kind } = this.current
    if (kind === 'bringing-up') this.restartedMeanwhile = line
    if (this.cut || (kind !== 'ready' && kind !== 'restarting' && kind !== 'lost')) return
    if (kind !== 'restarting') this.enter({ kind: 'restarting', line })
    this.dialogue.failAll(new CellvoiceError('MODEM_RESTARTED', { detail: line }))
    this.cancelQuiet?.()
    this.cancelQuiet = this.clock.setTimer(RESTART_QUIET_MS, () => void this.comeBack())
  }

  private async comeBack(): Promise<void> {
    try {
      await this.wake(RESTART_ANSWER_LIMIT_MS)
      // On a UART another module may have been put in the place of the one that was there.
      if (this.accept) this.accept(await identify(this.execute))
      await bringUp(this.execute, this.capabilities, this.profile.settings)
      if (this.current.kind === 'restarting') this.enter({ kind: 'ready' })
    } catch (error) {
      // A further restart has failed what was under way, and comes back by itself.
      if (this.current.kind !== 'restarting' || CellvoiceError.is(error, 'MODEM_RESTARTED')) return
      this.lose(CellvoiceError.is(error) ? error : new CellvoiceError('PORT_FAILED', { cause: error }))
    }
  }

  private lose(reason: CellvoiceError): void {
    this.cancelQuiet?.()
    if (this.current.kind === 'closed' || this.current.kind === 'lost') return
    this.dialogue.failAll(reason)
    this.enter({ kind: 'lost', reason })
  }

  private enter(state: LinkState): void {
    this.logger.info(`${this.transport.name}: ${this.current.kind} -> ${state.kind}`)
    this.current = state
    this.unanswered = 0
    if (state.kind === 'ready' || (state.kind === 'lost' && !this.cut)) this.heartbeat.start(state.kind === 'ready')
    else this.heartbeat.stop()
    this.listener.onState(state)
  }
}
