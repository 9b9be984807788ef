import { CellvoiceError } from '../../base/error.ts'
import type { Fault } from './fault.ts'

const maxMs = 600_000
const maxCopies = 100
const maxPerSecond = 10_000
const maxFloodLine = 512

const kinds: Readonly<Record<Fault['kind'], true>> = {
  lose: true,
  delay: true,
  double: true,
  reorder: true,
  corrupt: true,
  split: true,
  hold: true,
  cut: true,
  'cut-at-byte': true,
  reset: true,
  stall: true,
  flood: true,
}

/** @throws CellvoiceError INVALID_ARGUMENT for a fault of an unknown kind, or with a number outside its documented range. */
export function checkFault(fault: Fault): void {
  const wrong = placeFault(fault) ?? ownFault(fault)
  if (wrong === undefined) return
  throw new CellvoiceError('INVALID_ARGUMENT', { detail: `a fault of kind ${fault.kind} has ${wrong}` })
}

/** Faults may come from a file, so what the types promise is looked at all the same. */
function placeFault(fault: Fault): string | undefined {
  if (!Object.hasOwn(kinds, fault.kind)) return `no meaning: there are ${Object.keys(kinds).join(', ')}`
  const { direction = 'to-host' } = fault
  if (direction !== 'to-host' && direction !== 'to-module') return `the unknown direction ${String(direction)}`
  if (fault.kind === 'cut-at-byte') return isWhole(fault.byte, 1) ? undefined : `the byte ${fault.byte}`
  const { after = 0, times = 1, rate = 1, seed = 1, matching } = fault
  if (matching !== undefined && !(matching instanceof RegExp)) return 'a `matching` that is no regular expression'
  if (!isWhole(after, 0)) return `${after} lines before it`
  if (!isWhole(times, 1) && times !== Number.POSITIVE_INFINITY) return `${times} times`
  if (!(rate > 0 && rate <= 1)) return `the rate ${rate}`
  if (!Number.isInteger(seed)) return `the seed ${seed}`
  return undefined
}

function ownFault(fault: Fault): string | undefined {
  if ('ms' in fault && !(fault.ms >= 1 && fault.ms <= maxMs)) return `${fault.ms} ms: 1 to ${maxMs}`
  switch (fault.kind) {
    case 'double': {
      const { copies = 2 } = fault
      return isWhole(copies, 2) && copies <= maxCopies ? undefined : `${copies} copies: 2 to ${maxCopies}`
    }
    case 'corrupt':
      return ['flip', 'truncate', 'noise'].includes(fault.how) ? undefined : `the unknown corruption ${fault.how}`
    case 'delay':
    case 'split':
    case 'hold':
    case 'stall':
      return fault.ms === undefined ? 'no time' : undefined
    case 'flood':
      if (!(fault.perSecond >= 1 && fault.perSecond <= maxPerSecond)) return `${fault.perSecond} lines a second`
      return fault.line?.length > 0 && fault.line.length <= maxFloodLine ? undefined : 'no line of 1 to 512 characters'
    default:
      return undefined
  }
}

function isWhole(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least
}
