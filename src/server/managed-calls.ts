import type { CallOps } from '../api/callops/call-ops.ts'
import type { Exchange } from '../exchange/exchange.ts'

/** What the management interface needs of the calls. Every method answers at once; what comes of it are events. */
export type ManagedCalls = Pick<
  CallOps,
  'events$' | 'dialogs' | 'dialog' | 'callTransfer' | 'callHold' | 'callUnhold' | 'endDialog'
>

/** What it needs of the exchange: figures. */
export type ManagedExchange = Pick<Exchange, 'lines' | 'legs' | 'onLeg'>
