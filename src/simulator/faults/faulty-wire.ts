import type { Clock } from '../../base/clock.ts'
import type { ArmedFault } from './armed-fault.ts'
import { corruptLine } from './corrupt-line.ts'
import type { Fault, WireDirection } from './fault.ts'
import { PacedPipe } from './paced-pipe.ts'

/** A line that is to come behind the next one comes after so long where there is none. */
const reorderLimitMs = 100
/** A command line that has no end is handed on as it is beyond this. */
const maxCommandBytes = 4096
const floodStepMs = 10
const cr = 13

/** What faults need of the module. */
export interface FaultyModule {
  readonly clock: Clock
  readonly listens: boolean
  restart(): void
  stall(stalled: boolean): void
}

/** The two ends of a port. */
export interface WireEnds {
  /** To the host. */
  readonly write: (bytes: Uint8Array) => void
  /** To the module. */
  readonly receive: (bytes: Uint8Array) => void
  /** Breaks the line. */
  readonly cut: () => void
  /** Whether what the host writes is data now, not commands. */
  readonly takesData: () => boolean
}

/** What the wires of a module share. */
export interface WireFaults {
  readonly armed: readonly ArmedFault[]
  /** Whether lines are told apart at all: somebody counts them, or waits for one. */
  readonly watched: boolean
  /** So many bytes are about to pass. @returns how many of them do before the line is cut; null where it is not cut. */
  pass(direction: WireDirection, count: number): number | null
  /** A line is about to pass. */
  count(direction: WireDirection): void
}

/** The way between one AT port of a module and its host, on which faults strike. Without any it is as if it were not there. */
export class FaultyWire {
  private readonly module: FaultyModule
  private readonly faults: WireFaults
  private readonly ends: WireEnds
  private readonly pipes: Readonly<Record<WireDirection, PacedPipe>>
  /** Lets the line come that waits for the next one. */
  private readonly overtaken = new Map<WireDirection, () => void>()
  private readonly floods = new Set<ArmedFault>()
  private command: number[] = []
  /** The line is about to be cut, or the module to restart: nothing passes. */
  private isDead = false

  constructor(module: FaultyModule, faults: WireFaults, ends: WireEnds) {
    this.module = module
    this.faults = faults
    this.ends = ends
    this.pipes = {
      'to-host': new PacedPipe(module.clock, bytes => this.deliver('to-host', bytes, ends.write)),
      'to-module': new PacedPipe(module.clock, bytes => this.deliver('to-module', bytes, ends.receive)),
    }
  }

  /** The module says something: a whole `line`, or else an echo or the bytes of a file. */
  readonly toHost = (bytes: Uint8Array, line?: string): void => {
    if (line === undefined) this.pipes['to-host'].write(bytes)
    else this.carry('to-host', bytes, line)
  }

  /** The host says something, in pieces of any size. */
  toModule(bytes: Uint8Array): void {
    if (!this.faults.watched && this.command.length === 0) {
      this.pipes['to-module'].write(bytes)
      return
    }
    for (const [index, byte] of bytes.entries()) {
      if (this.command.length === 0 && this.ends.takesData()) {
        this.pipes['to-module'].write(bytes.subarray(index))
        return
      }
      this.command.push(byte)
      if (byte === cr) this.endCommand()
      else if (this.command.length >= maxCommandBytes) this.pipes['to-module'].write(this.takeCommand())
    }
  }

  /** Whatever is under way is lost. */
  clear(): void {
    this.command = []
    for (const direction of ['to-host', 'to-module'] as const) {
      this.overtaken.delete(direction)
      this.pipes[direction].clear()
    }
  }

  private endCommand(): void {
    const bytes = this.takeCommand()
    const line = Buffer.from(bytes).toString('latin1').trim()
    if (line === '') this.pipes['to-module'].write(bytes)
    else this.carry('to-module', bytes, line)
  }

  private takeCommand(): Uint8Array {
    const bytes = Uint8Array.from(this.command)
    this.command = []
    return bytes
  }

  private carry(direction: WireDirection, bytes: Uint8Array, line: string): void {
    this.faults.count(direction)
    const comeNow = this.overtaken.get(direction)
    this.overtaken.delete(direction)
    const fault = this.isDead ? undefined : this.faults.armed.find(one => one.strikes(direction, line))
    if (fault) this.strike(fault, direction, Uint8Array.from(bytes))
    else this.pipes[direction].write(bytes)
    comeNow?.()
  }

  private strike(armed: ArmedFault, direction: WireDirection, bytes: Uint8Array): void {
    const pipe = this.pipes[direction]
    const { fault } = armed
    switch (fault.kind) {
      case 'lose':
        return
      case 'delay':
        pipe.writeLate(bytes, fault.ms)
        return
      case 'double':
        for (let copy = 0; copy < (fault.copies ?? 2); copy++) pipe.write(bytes)
        return
      case 'reorder':
        this.overtaken.set(direction, pipe.writeLate(bytes, reorderLimitMs))
        return
      case 'corrupt':
        pipe.write(corruptLine(bytes, fault.how, armed.roll))
        return
      case 'split': {
        const at = 1 + Math.floor(armed.roll() * (bytes.length - 1))
        pipe.write(bytes.subarray(0, at))
        pipe.pause(fault.ms)
        pipe.write(bytes.subarray(at))
        return
      }
      case 'hold':
        pipe.pause(fault.ms)
        pipe.write(bytes)
        return
      default:
        pipe.write(bytes)
        this.strikeAfter(armed, fault)
    }
  }

  private strikeAfter(
    armed: ArmedFault,
    fault: Extract<Fault, { kind: 'cut' | 'cut-at-byte' | 'reset' | 'stall' | 'flood' }>,
  ): void {
    switch (fault.kind) {
      case 'cut':
      case 'cut-at-byte':
        this.endWith(this.ends.cut)
        return
      case 'reset':
        this.endWith(() => this.module.restart())
        return
      case 'stall':
        this.module.stall(true)
        this.module.clock.setTimer(fault.ms, () => this.module.stall(false))
        return
      case 'flood':
        this.flood(armed, fault, this.module.clock.now() + fault.ms)
    }
  }

  /** Nothing passes any more, and in a moment `act` is done: the module is in the middle of something now. */
  private endWith(act: () => void): void {
    this.isDead = true
    this.clear()
    this.module.clock.setTimer(0, () => {
      this.isDead = false
      act()
    })
  }

  private flood(armed: ArmedFault, fault: Extract<Fault, { kind: 'flood' }>, endMs: number): void {
    if (this.floods.has(armed)) return
    this.floods.add(armed)
    const bytes = Buffer.from(`\r\n${fault.line}\r\n`, 'latin1')
    let owed = 0
    const step = () => {
      owed += (fault.perSecond * floodStepMs) / 1000
      for (; owed >= 1; owed--) if (this.module.listens) this.pipes['to-host'].write(bytes)
      if (this.module.clock.now() < endMs && this.faults.armed.includes(armed)) {
        this.module.clock.setTimer(floodStepMs, step)
      } else this.floods.delete(armed)
    }
    step()
  }

  private deliver(direction: WireDirection, bytes: Uint8Array, end: (bytes: Uint8Array) => void): void {
    if (this.isDead) return
    const passing = this.faults.pass(direction, bytes.length)
    end(passing === null ? bytes : bytes.subarray(0, passing))
    if (passing !== null) this.endWith(this.ends.cut)
  }
}
