import type { CallOpsEvent } from '../../index.ts'
import { exitCodes } from '../exit-codes.ts'

/** What an event means to whoever waits: nothing yet, the end, or the end unless more begins. */
export type Progress = { readonly kind: 'pending' | 'maybe-over' | 'over' }

/** Follows an operation by its events. */
export interface Outcome {
  /** Takes the next event. @returns null for one of another operation. */
  take(event: CallOpsEvent): Progress | null
  /** Of an operation that is over. */
  readonly exitCode: number
}

/** Hold begins with the caller, unhold with the callee; either may have nothing to do. */
export function holdOutcome(callid: string, action: 'hold' | 'unhold'): Outcome {
  const lastLeg = action === 'hold' ? 'callee' : 'caller'
  let exitCode: number = exitCodes.success.code
  return {
    take({ name, params }) {
      if (name !== 'E_CALL_HOLD' || params.callid !== callid || params.action !== action) return null
      if (params.state === 'fail') exitCode = exitCodes.refused.code
      if (params.state === 'start') return { kind: 'pending' }
      return { kind: params.leg === lastLeg ? 'over' : 'maybe-over' }
    },
    get exitCode() {
      return exitCode
    },
  }
}

/** Of a transfer of two calls the events of the first are what it ends with. */
export function transferOutcome(callid: string): Outcome {
  let exitCode: number = exitCodes.success.code
  return {
    take({ name, params }) {
      if (name !== 'E_CALL_TRANSFER' || params.callid !== callid) return null
      if (params.state === 'fail') exitCode = exitCodeOfStatus(params.status)
      return { kind: params.state === 'ok' || params.state === 'fail' ? 'over' : 'pending' }
    },
    get exitCode() {
      return exitCode
    },
  }
}

const ofStatus: Readonly<Record<string, number>> = {
  '': exitCodes.refused.code,
  403: exitCodes.rejected.code,
  404: exitCodes.unobtainable.code,
  408: exitCodes.noAnswer.code,
  410: exitCodes.unobtainable.code,
  480: exitCodes.noAnswer.code,
  484: exitCodes.unobtainable.code,
  486: exitCodes.busy.code,
  503: exitCodes.congested.code,
}

/** As a call that is dialled to the same end. */
function exitCodeOfStatus(status: string): number {
  return ofStatus[status.slice(0, 3)] ?? exitCodes.failed.code
}
