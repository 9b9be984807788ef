import type { Clearing } from '../network/leg.ts'

/** The names of causes (3GPP TS 24.008 10.5.4.11, table 10.5.123). */
const texts: Readonly<Record<number, string>> = {
  1: 'Unassigned (unallocated) number',
  3: 'No route to destination',
  6: 'Channel unacceptable',
  8: 'Operator determined barring',
  16: 'Normal call clearing',
  17: 'User busy',
  18: 'No user responding',
  19: 'User alerting, no answer',
  21: 'Call rejected',
  22: 'Number changed',
  25: 'Pre-emption',
  26: 'Non selected user clearing',
  27: 'Destination out of order',
  28: 'Invalid number format (incomplete number)',
  29: 'Facility rejected',
  31: 'Normal, unspecified',
  34: 'No circuit/channel available',
  38: 'Network out of order',
  41: 'Temporary failure',
  42: 'Switching equipment congestion',
  44: 'Requested circuit/channel not available',
  47: 'Resources unavailable, unspecified',
  50: 'Requested facility not subscribed',
  55: 'Incoming calls barred within the CUG',
  57: 'Bearer capability not authorized',
  58: 'Bearer capability not presently available',
  63: 'Service or option not available, unspecified',
  88: 'Incompatible destination',
  102: 'Recovery on timer expiry',
  111: 'Protocol error, unspecified',
  127: 'Interworking, unspecified',
}

/** The cause of a clearing in words; an own hang-up has the words of the module's call processing. */
export function causeText(clearing: Clearing | undefined): string {
  if (!clearing) return 'No cause information available'
  if (clearing.by === 'self') return 'Client ended call'
  return texts[clearing.cause] ?? 'Normal, unspecified'
}
