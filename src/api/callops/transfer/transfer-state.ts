import type { CallOpsEvent, CallTransferParams } from '../call-ops-event.ts'
import type { Compatibility } from '../call-ops-options.ts'

/** What is going on with a dialog that is to be transferred. `leg` is the party that stays, or what was given for it. */
export type TransferState =
  | { readonly kind: 'none' }
  /** Accepted; there is no new call yet. */
  | { readonly kind: 'asked'; readonly leg: string; readonly destination: string }
  /** A new call is under way that takes its place. */
  | { readonly kind: 'linked'; readonly leg: string; readonly newCallid: string }
  /** `newCallid` is '' where it came to no new call. */
  | { readonly kind: 'over'; readonly outcome: 'ok' | 'fail'; readonly leg: string; readonly newCallid: string }

/** What happens to a transfer. */
export type TransferStep =
  | { readonly kind: 'ask'; readonly leg: string; readonly destination: string }
  /** A new call came up. `leg` is what whoever linked it says, in place of what was asked for. */
  | {
      readonly kind: 'link'
      readonly by: 'blind' | 'attended'
      readonly newCallid: string
      readonly destination: string
      readonly leg?: string | undefined
    }
  /** `180 Ringing`. */
  | { readonly kind: 'progress'; readonly status: string }
  /** The new call was answered, or cleared. */
  | {
      readonly kind: 'done' | 'failed'
      readonly newCallid: string
      readonly destination: string
      readonly status: string
    }
  | { readonly kind: 'not-started' }

/** What a step leads to, and what is told of it. */
export interface TransferAdvance {
  readonly state: TransferState
  readonly event: CallOpsEvent | null
}

/** Nothing was asked for. */
export const notTransferred: TransferState = { kind: 'none' }

/** The party where nobody has said which. */
const unknownParty = 'unknown'

/** Whether another transfer may be asked for. */
export function mayTransfer(state: TransferState, { retryAfterFail }: Pick<Compatibility, 'retryAfterFail'>): boolean {
  switch (state.kind) {
    case 'none':
      return true
    case 'asked':
    case 'linked':
      return false
    case 'over':
      return state.outcome === 'fail' && retryAfterFail
  }
}

/** The states and events of E_CALL_TRANSFER (callops module). A step that means nothing in a state changes and tells nothing. */
export function advanceTransfer(
  callid: string,
  state: TransferState,
  step: TransferStep,
  compat: Compatibility,
): TransferAdvance {
  const tell = (params: Omit<CallTransferParams, 'callid'>): CallOpsEvent => ({
    name: 'E_CALL_TRANSFER',
    params: {
      callid,
      leg: params.leg,
      transfer_callid: params.transfer_callid,
      destination: params.destination,
      state: params.state,
      status: params.status,
    },
  })
  const leg = state.kind === 'none' ? unknownParty : state.leg
  switch (step.kind) {
    case 'ask':
      return { state: { kind: 'asked', leg: step.leg, destination: step.destination }, event: null }
    case 'link': {
      const { newCallid, destination } = step
      const isNewCallidTold = compat.startLeg === '3.6' && step.by === 'blind' && step.leg === undefined
      const named = step.leg ?? leg
      return {
        state: { kind: 'linked', leg: named, newCallid },
        event: tell({
          leg: isNewCallidTold ? newCallid : named,
          transfer_callid: newCallid,
          destination,
          state: 'start',
          status: '',
        }),
      }
    }
    case 'progress': {
      const reporter = reporterOf(state, compat)
      if (!reporter) return { state, event: null }
      const { status } = step
      return { state, event: tell({ ...reporter, destination: '', state: 'notify', status }) }
    }
    case 'done':
    case 'failed': {
      const { newCallid, destination, status } = step
      const outcome = step.kind === 'done' ? 'ok' : 'fail'
      const isCurrent = state.kind === 'linked' && state.newCallid === newCallid
      return {
        state: isCurrent ? { kind: 'over', outcome, leg, newCallid } : state,
        event: tell({ leg, transfer_callid: newCallid, destination, state: outcome, status }),
      }
    }
    case 'not-started': {
      if (state.kind !== 'asked') return { state, event: null }
      const event = tell({ leg, transfer_callid: '', destination: state.destination, state: 'fail', status: '' })
      return {
        state: { kind: 'over', outcome: 'fail', leg, newCallid: '' },
        event: compat.silentWhenNotStarted ? null : event,
      }
    }
  }
}

/** Whose progress is told: nobody's before there is a new call. */
function reporterOf(
  state: TransferState,
  { lateNotifyLeg }: Compatibility,
): Pick<CallTransferParams, 'leg' | 'transfer_callid'> | null {
  switch (state.kind) {
    case 'none':
    case 'asked':
      return null
    case 'linked':
      return { leg: state.leg, transfer_callid: state.newCallid }
    case 'over': {
      if (state.newCallid === '') return null
      const legs = { stored: state.leg, '3.6': '', '4.1': null } as const
      return { leg: legs[lateNotifyLeg], transfer_callid: state.newCallid }
    }
  }
}
