import type { RadioLeg } from './call-ops-exchange.ts'
import { notHeld, type PartyHold, type PartyName } from './hold/hold-mask.ts'
import { uriOfNumber } from './party-uri.ts'
import { StepQueue } from './step-queue.ts'
import { notTransferred, type TransferState } from './transfer/transfer-state.ts'

/** Who is at one end of a dialog. */
export type Party =
  /** A far party. `uri` is set where its leg cannot tell it: the leg was taken over from another call. */
  | { readonly kind: 'radio'; readonly leg: RadioLeg; readonly uri: string | null }
  /** This program. */
  | { readonly kind: 'application'; readonly uri: string; readonly line: string | null }
  /** A far party that goes on in another dialog. */
  | { readonly kind: 'moved'; readonly uri: string; readonly line: string | null }

/** A party by its dialog and name, and the leg that its sound goes through. */
export interface DialogParty {
  readonly dialog: Dialog
  readonly name: PartyName
  readonly leg: RadioLeg
}

/** How a transfer was, or is to be, carried out; `local` joins the application to another far party. */
export type TransferWay = 'ect' | 'bridge' | 'multiparty' | 'local'

/** A call as OpenSIPS' dialog module knows one, and what is going on with it. Changed by {@link Dialogs} and by operations. */
export interface Dialog {
  readonly callid: string
  readonly dialogId: string
  /** Its place in the order in which dialogs came up. */
  readonly sequence: number
  /** Unix time in ms. */
  readonly createdMs: number
  startedMs: number | null
  phase: 'early' | 'confirmed' | 'ended'
  parties: Readonly<Record<PartyName, Party>>
  holds: Readonly<Record<PartyName, PartyHold>>
  transfer: TransferState
  transferWay: TransferWay | null
  /** Dialogs whose party was moved here; they end with this one. */
  shells: readonly Dialog[]
  readonly steps: StepQueue
}

/** A dialog that has just come up. */
export function newDialog(
  identity: Pick<Dialog, 'callid' | 'dialogId' | 'sequence' | 'createdMs'>,
  parties: Dialog['parties'],
): Dialog {
  return {
    ...identity,
    startedMs: null,
    phase: 'early',
    parties,
    holds: { caller: notHeld, callee: notHeld },
    transfer: notTransferred,
    transferWay: null,
    shells: [],
    steps: new StepQueue(),
  }
}

/** The two ends of a call of the exchange: who started it is the caller. */
export function partiesOf(leg: RadioLeg): Dialog['parties'] {
  const far: Party = { kind: 'radio', leg, uri: null }
  const isIncoming = leg.direction === 'incoming'
  const near: Party = { kind: 'application', uri: uriOfNumber(isIncoming ? leg.to : leg.from), line: leg.line }
  return isIncoming ? { caller: far, callee: near } : { caller: near, callee: far }
}

export function otherParty(name: PartyName): PartyName {
  return name === 'caller' ? 'callee' : 'caller'
}

/** The legs of its far parties. */
export function legsOf({ parties }: Pick<Dialog, 'parties'>): readonly RadioLeg[] {
  return [parties.caller, parties.callee].flatMap(party => (party.kind === 'radio' ? [party.leg] : []))
}

export function uriOfParty(party: Party): string {
  if (party.kind !== 'radio') return party.uri
  const { leg, uri } = party
  return uri ?? uriOfNumber(leg.direction === 'incoming' ? leg.from : leg.to)
}

/** A party whose place is empty from now on. */
export function movedAway(party: Party): Party {
  return { kind: 'moved', uri: uriOfParty(party), line: party.kind === 'radio' ? party.leg.line : party.line }
}

/** Whether a party went on elsewhere, so that nothing is left here to act on. */
export function isShell({ parties }: Pick<Dialog, 'parties'>): boolean {
  return parties.caller.kind === 'moved' || parties.callee.kind === 'moved'
}

/** The leg that the sound of a party goes through: its own, or that of the far party whom the application talks to. */
export function legOfParty({ parties }: Pick<Dialog, 'parties'>, name: PartyName): RadioLeg | null {
  const party = parties[name]
  if (party.kind === 'radio') return party.leg
  const other = parties[otherParty(name)]
  return party.kind === 'application' && other.kind === 'radio' ? other.leg : null
}

/** Whether an operation has a far party held by the network. */
export function isHeldByNetwork({ parties, holds }: Pick<Dialog, 'parties' | 'holds'>, leg: RadioLeg): boolean {
  const names: readonly PartyName[] = ['caller', 'callee']
  return names.some(name => {
    const party = parties[name]
    return party.kind === 'radio' && party.leg === leg && holds[name].kind === 'network'
  })
}
