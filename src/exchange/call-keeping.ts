import { resolve } from 'node:path'
import type { Clock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'
import type { Logger } from '../base/logger.ts'
import { settlesWithin } from '../base/settles-within.ts'
import type { Call } from '../calls/call.ts'
import { numbersAgree } from '../calls/match-call.ts'
import type { LinkState } from '../modem/link-state.ts'
import { dial } from '../modem/module-commands.ts'
import { members, text, word } from './check-value.ts'
import type { ExchangeOptions } from './exchange-options.ts'
import type { Leg } from './leg.ts'
import { CellularLeg } from './legs/cellular-leg.ts'
import type { CellularLine } from './lines/cellular-line.ts'
import type { Line } from './lines/line.ts'
import type { LineDialOptions } from './lines/line-dial-options.ts'
import { OrphanCalls } from './orphan-calls.ts'
import { DialGuard, type DialLeave, type JudgedNumber } from './policy/dial-guard.ts'
import { CallRecorder, type OpenRecord } from './records/call-recorder.ts'
import type { CallRecords } from './records/call-records.ts'
import { endOfFailedDial } from './records/end-of-failed-dial.ts'

/** How long a slow disk may hold up a call. */
const DISK_LIMIT_MS = 2_000
/** How long a dial may hold up the end of the exchange: a slow disk, the limit of ATD, and the question for the call. */
const DIAL_LIMIT_MS = 10_000

const checkKept = members({
  records: members({ path: text }, ['path']),
  orphans: word('end', 'adopt', 'leave'),
})

/** What a {@link CallKeeping} is made of. */
export type CallKeepingOptions = Pick<ExchangeOptions, 'dialPolicy' | 'records' | 'orphans' | 'date'> & {
  readonly clock: Clock
  readonly logger: Logger
}

/** How a number goes out that the policy has judged. */
type JudgedDial = Omit<LineDialOptions, 'prepared' | 'kind'> & Pick<JudgedNumber, 'kind'>

/** A number that is being dialled and whose call has not been seen. */
interface Dialling {
  readonly line: string
  readonly number: string
  readonly leave: DialLeave
  readonly record: OpenRecord | undefined
}

/**
 * What an exchange does about calls whoever has them: it dials what its policy allows, keeps their records, and sees to those
 * that nobody began. It goes by calls, not legs, because a call may pass from one leg to another.
 */
export class CallKeeping implements CallRecords {
  private readonly options: CallKeepingOptions
  private readonly date: () => number
  private readonly guard: DialGuard
  private readonly orphans: OrphanCalls
  private readonly dialling = new Set<Dialling>()
  private readonly dials = new Set<Promise<unknown>>()
  private readonly doubtful: { readonly leg: CellularLeg; readonly line: Line }[] = []
  private readonly known = new WeakMap<Call, OpenRecord | null>()
  private recorder: CallRecorder | undefined

  /** @throws CellvoiceError INVALID_ARGUMENT for an option that cannot be, and for one file for records and what was dialled. */
  constructor(options: CallKeepingOptions) {
    const { dialPolicy = {}, records, orphans = 'leave', date = Date.now, clock, logger } = options
    checkKept({ records, orphans }, '')
    this.options = options
    this.date = date
    this.guard = new DialGuard({ policy: dialPolicy, clock, date, logger })
    assertTwoFiles(options)
    this.orphans = new OrphanCalls(orphans, clock, logger)
  }

  /** Before any line is opened. @throws CellvoiceError FILE_FAILED, DISK_FULL. */
  async open(): Promise<void> {
    const { records, clock, logger } = this.options
    await this.guard.open()
    if (!records) return
    try {
      this.recorder = await CallRecorder.open({ path: records.path, date: this.date, clock, logger })
    } catch (error) {
      await this.guard.close()
      throw error
    }
  }

  /** After the lines were opened. Takes 5 s at most. */
  orphansEnded(): Promise<void> {
    return this.orphans.settled()
  }

  /** Whether a number that may be dialled calls for help. @throws CellvoiceError INVALID_NUMBER; DIAL_REFUSED with `context.rule`. */
  kindOf(number: string): 'ordinary' | 'emergency' {
    dial.text({ number })
    return this.guard.kindOf(number)
  }

  /** @throws CellvoiceError DIAL_REFUSED with `context.rule` where none of them has calls or minutes left. */
  linesWithinCaps(lines: readonly Line[], judged: JudgedNumber): readonly Line[] {
    return this.guard.linesWithinCaps(lines, judged)
  }

  /**
   * Dials on a line that is taken from this moment on; nothing is sent before it is on the disk that it will be.
   * @throws CellvoiceError as {@link CellularLine.dial}; DIAL_REFUSED with `context.rule`; what `assertOpen` throws.
   */
  dial(line: CellularLine, number: string, how: JudgedDial, assertOpen: () => void): Promise<CellularLeg> {
    const placed = this.dialOn(line, number, how, assertOpen)
    const over = () => this.dials.delete(placed)
    this.dials.add(placed)
    placed.then(over, over)
    return placed
  }

  /** Resolves when each number that is being dialled was taken or refused, or after 10 s; with whether there was one. */
  async dialsDecided(): Promise<boolean> {
    if (this.dials.size === 0) return false
    await settlesWithin(this.options.clock, DIAL_LIMIT_MS, Promise.allSettled(this.dials))
    return true
  }

  private async dialOn(
    line: CellularLine,
    number: string,
    how: JudgedDial,
    assertOpen: () => void,
  ): Promise<CellularLeg> {
    const leave = this.guard.take({ number, kind: how.kind }, line.name)
    const from = line.number ?? ''
    const facts = { line: line.name, direction: 'outgoing', from, to: number, found: false } as const
    const dialling = { line: line.name, number, leave, record: this.recorder?.begin(facts) }
    this.dialling.add(dialling)
    try {
      const leg = await line.dial(number, { ...how, prepared: this.safeToDial(dialling, assertOpen) })
      if (this.dialling.has(dialling)) this.follow(leg, line, dialling)
      return leg
    } catch (error) {
      this.noteFailedDial(dialling, line.modem.state, error)
      throw error
    } finally {
      this.dialling.delete(dialling)
      for (const { leg, line } of this.doubtful.splice(0)) this.note(leg, line)
    }
  }

  /** A leg began on a line, for a new call or one that another leg had. */
  note(leg: Leg, line: Line): void {
    if (!(leg instanceof CellularLeg) || this.known.has(leg.call)) return
    const dialling = leg.direction === 'outgoing' ? [...this.dialling].filter(one => one.line === line.name) : []
    const dialled = dialling.find(({ number }) => numbersAgree(leg.to, number))
    // A module may show a number in another way than it was dialled: whose call it is is known when it was accepted.
    if (dialling.length > 0 && !dialled) this.doubtful.push({ leg, line })
    else this.follow(leg, line, dialled)
  }

  /** Whether a leg is hung up when the exchange is closed. */
  endsAtClose(leg: Leg): boolean {
    return !this.orphans.isLeft(leg)
  }

  idOf(leg: Leg): string | null {
    return this.recordOf(leg)?.id ?? null
  }

  noteRecording(leg: Leg, path: string): void {
    this.recordOf(leg)?.recording(resolve(path))
  }

  /** After the lines were closed. Never rejects. */
  async close(): Promise<void> {
    const { clock } = this.options
    // The end of a call is told in a turn of its own.
    await Promise.resolve()
    await this.recorder?.close()
    await settlesWithin(clock, DISK_LIMIT_MS, this.guard.close())
  }

  private follow(leg: CellularLeg, { name: line, modem }: Line, dialled: Dialling | undefined): void {
    if (dialled) this.dialling.delete(dialled)
    const { call, direction, from, to } = leg
    const isFound = !dialled && leg.state !== 'incoming'
    const record = dialled ? dialled.record : this.recorder?.begin({ line, direction, from, to, found: isFound })
    this.known.set(call, record ?? null)
    onceAnswered(leg, () => {
      record?.answer()
      dialled?.leave.meter(call)
    })
    const farEnd = () => (direction === 'incoming' ? call.number : to)
    void call.over.then(() => record?.over())
    void call.ended.then(end => {
      // Who calls may be told of after the call; what was dialled is what we know best.
      record?.end(end, direction === 'incoming' ? { from: farEnd(), to } : undefined)
      // A module that restarted has no call any more.
      const mayGoOn = end.endedBy === 'module' && modem?.state.kind !== 'restarting'
      if (mayGoOn && !this.orphans.isLeft(leg)) this.orphans.expect(line, farEnd())
    })
    if (!isFound) return
    if (this.options.orphans === 'adopt') this.guard.adopt(call, line)
    this.orphans.take(leg, line, farEnd())
  }

  private noteFailedDial(dialling: Dialling, link: LinkState, error: unknown): void {
    const isSeen = !this.dialling.has(dialling)
    // Where its call has been seen, that ends the record.
    if (!isSeen) dialling.record?.end(endOfFailedDial(error))
    const isLost = link.kind === 'lost'
    const mayBeTaken = CellvoiceError.is(error, 'AT_TIMEOUT') || (isLost && link.reason === error)
    // One that was seen and ended with its line is expected by that end.
    if (mayBeTaken && !(isSeen && isLost)) this.orphans.expect(dialling.line, dialling.number)
  }

  private recordOf(leg: Leg): OpenRecord | null {
    return leg instanceof CellularLeg && leg.state !== 'ended' ? (this.known.get(leg.call) ?? null) : null
  }

  private safeToDial({ leave, record }: Dialling, assertOpen: () => void): Promise<void> | undefined {
    const safe = [leave.isSafe, record?.isSafe].filter(one => one !== null && one !== undefined)
    return safe.length === 0 ? undefined : this.onDisk(Promise.all(safe), assertOpen)
  }

  private async onDisk(safe: Promise<unknown>, assertOpen: () => void): Promise<void> {
    const { clock, logger } = this.options
    if (!(await settlesWithin(clock, DISK_LIMIT_MS, safe))) {
      logger.error(`a call is dialled although the disk took nothing of it for ${DISK_LIMIT_MS} ms`)
    }
    assertOpen()
  }
}

function assertTwoFiles({ records, dialPolicy }: CallKeepingOptions): void {
  if (!records || dialPolicy?.usagePath === undefined) return
  if (resolve(records.path) !== resolve(dialPolicy.usagePath)) return
  throw new CellvoiceError('INVALID_ARGUMENT', {
    detail: `records.path and usagePath are one file, ${records.path}`,
    remedy: 'Give each a file of its own.',
  })
}

function onceAnswered(leg: CellularLeg, answered: () => void): void {
  if (leg.state === 'active' || leg.state === 'held') {
    answered()
    return
  }
  const stop = leg.onState(state => {
    // Answered and held in one turn, a leg shows only the latter.
    if (state !== 'active' && state !== 'held') return
    stop()
    answered()
  })
}
