import type { CellvoiceError } from '../base/error.ts'

/** Where one module's life is. */
export type LinkState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'bringing-up' }
  | { readonly kind: 'ready' }
  /** It started anew; its settings are gone and are being applied again. */
  | { readonly kind: 'restarting'; readonly line: string }
  /** The line is gone, or the module no longer answers. */
  | { readonly kind: 'lost'; readonly reason: CellvoiceError }
