import { command, DEFAULT_LIMIT_MS, setting } from '../at/command.ts'
import { integer } from '../at/command-line.ts'
import { CellvoiceError } from '../base/error.ts'

/** What to do with several calls; 22.030 6.5.5. */
export type HoldOperation =
  /** 0: releases the held calls, or tells the waiting one that we are busy. */
  | { readonly kind: 'release-held' }
  /** 1: releases the active calls and takes the held or waiting one. */
  | { readonly kind: 'release-active' }
  /** 1x: releases one call. */
  | { readonly kind: 'release-one'; readonly index: number }
  /** 2: holds the active calls and takes the held or waiting one; with one call, holds or retrieves it. */
  | { readonly kind: 'swap' }
  /** 2x: holds all calls but one. */
  | { readonly kind: 'private'; readonly index: number }
  /** 3: joins the held call to the conversation. */
  | { readonly kind: 'join' }
  /** 4: connects the active to the held call and leaves both. */
  | { readonly kind: 'transfer' }

/** Call hold and multiparty. Network-bound: the manual's 300 ms is too short, 30 s is allowed. */
export const holdOperation = setting<HoldOperation>({
  name: 'AT+CHLD',
  source: '3GPP TS 27.007 7.13; Quectel EC2x AT Commands Manual V2.0, 11.3',
  example: 'AT+CHLD=2',
  text: operation => `AT+CHLD=${operand(operation)}`,
  limitMs: 30_000,
  urgent: true,
})

/** The operations the module has, as it lists them: `0`, `1`, `1x`, `2`, `2x`, `3`, `4`; it may write a range, `(0-4)`. */
export const holdOperations = command<void, readonly string[]>({
  name: 'AT+CHLD=?',
  source: '3GPP TS 27.007 7.13; Quectel EC2x AT Commands Manual V2.0, 11.3',
  example: ['AT+CHLD=?', '+CHLD: (0,1,1x,2,2x,3,4)', 'OK'],
  text: () => 'AT+CHLD=?',
  claims: ['+CHLD:'],
  limitMs: DEFAULT_LIMIT_MS,
  decode: ({ lines }) => (lines[0] ?? '').slice('+CHLD:'.length).split(',').flatMap(listed),
})

/** One element of the list: an operation, or the digits of a range. */
function listed(element: string): readonly string[] {
  const name = element.replace(/[()"\s]/g, '').toLowerCase()
  const [, first, last] = /^([0-4])-([0-4])$/.exec(name) ?? []
  if (first === undefined || last === undefined) return name === '' ? [] : [name]
  return ['0', '1', '2', '3', '4'].filter(digit => digit >= first && digit <= last)
}

function operand(operation: HoldOperation): string {
  switch (operation.kind) {
    case 'release-held':
      return '0'
    case 'release-active':
      return '1'
    case 'release-one':
      return `1${integer(operation.index, 1, 7)}`
    case 'swap':
      return '2'
    case 'private':
      return `2${integer(operation.index, 1, 7)}`
    case 'join':
      return '3'
    case 'transfer':
      return '4'
    default:
      operation satisfies never
      throw new CellvoiceError('INVALID_ARGUMENT', { detail: 'no operation of 27.007 7.13' })
  }
}
