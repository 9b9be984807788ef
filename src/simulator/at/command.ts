import type { Module } from '../module/module.ts'
import type { HostPort } from './host-port.ts'
import type { Outcome } from './outcome.ts'
import type { Parameter } from './parameters.ts'

/** What a command works with: the module, the port it came in on, and the way to answer. */
export interface CommandContext {
  readonly module: Module
  readonly port: HostPort
  /** Gives a line of information before the final result. */
  say(line: string): void
}

/** Carries out one form of a command; `text` is what was written behind its name, uncut. */
export type Handler = (at: CommandContext, parameters: readonly Parameter[], text: string) => Outcome

/** One command as data: a form that is absent gives ERROR. */
export interface Command {
  readonly name: string
  readonly run?: Handler
  readonly read?: Handler
  readonly set?: Handler
  /** The test form: the line it answers, `''` for a bare OK, or what carries it out. */
  readonly test?: string | Handler
}
