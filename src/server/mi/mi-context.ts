import type { Subscriptions } from '../events/subscriptions.ts'
import type { ManagedCalls } from '../managed-calls.ts'
import type { CommandTable } from './command-table.ts'
import type { Statistic } from './statistic.ts'

/** What commands work on. */
export interface MiContext {
  readonly callOps: ManagedCalls
  readonly subscriptions: Subscriptions
  readonly commands: CommandTable
  readonly statistics: readonly Statistic[]
  /** As `version` shows it. */
  readonly version: string
  readonly uptimeMs: () => number
}
