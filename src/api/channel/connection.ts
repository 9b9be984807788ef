import type { Bridge } from '../../exchange/bridges/bridge.ts'
import type { ChannelLife } from './channel-life.ts'

/** How a channel stands to another one. */
export type Connection =
  | { readonly kind: 'none' }
  /** It is being connected or transferred. */
  | { readonly kind: 'joining' }
  | {
      readonly kind: 'joined'
      readonly by: 'connect' | 'transfer'
      readonly peer: ChannelLife
      readonly bridge: Bridge
    }
  /** It was connected, and the other call is over. */
  | { readonly kind: 'peer-gone' }

export const unconnected: Connection = Object.freeze({ kind: 'none' })
