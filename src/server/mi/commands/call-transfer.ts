import type { Arguments, MiCommand } from '../mi-command.ts'
import { text, word } from '../param.ts'

const legs = ['caller', 'callee'] as const
const callid = text('callid')
const leg = word('leg', legs)
const destination = text('destination')
const transferCallid = text('transfer_callid')
const transferLeg = word('transfer_leg', legs)
const fromtag = text('transfer_fromtag')
const totag = text('transfer_totag')
const transferDestination = text('transfer_destination')

/** Between two dialogs all types come before the first word, and the destination between the two words. */
const attendedChecks = [callid, text('leg'), transferCallid, leg]

const attended = (given: Arguments) => ({
  callid: given.of(callid),
  leg: given.of(leg),
  transferCallid: given.of(transferCallid),
  transferLeg: given.of(transferLeg),
})

/** Moves a party of a call to another number, or joins it with a party of another call. */
export const callTransfer: MiCommand = {
  name: 'call_transfer',
  module: 'callops',
  command: 'transfer',
  help:
    'Transfers a call: the party "leg" (caller or callee) stays and is connected to "destination", or to the party ' +
    '"transfer_leg" of the call "transfer_callid". Answers Accepted; what comes of it is told by E_CALL_TRANSFER.',
  sets: [
    {
      params: [callid, leg, destination],
      run: (given, { callOps }) =>
        callOps.callTransfer({ callid: given.of(callid), leg: given.of(leg), destination: given.of(destination) }),
    },
    {
      params: [callid, leg, transferCallid, transferLeg],
      checks: [...attendedChecks, transferLeg],
      run: (given, { callOps }) => callOps.callTransfer(attended(given)),
    },
    {
      params: [callid, leg, transferCallid, transferLeg, destination],
      checks: [...attendedChecks, destination, transferLeg],
      run: (given, { callOps }) => callOps.callTransfer({ ...attended(given), destination: given.of(destination) }),
    },
    {
      params: [callid, leg, transferCallid, fromtag, totag, transferDestination],
      run: (given, { callOps }) =>
        callOps.callTransfer({
          callid: given.of(callid),
          leg: given.of(leg),
          transferCallid: given.of(transferCallid),
          transferFromtag: given.of(fromtag),
          transferTotag: given.of(totag),
          transferDestination: given.of(transferDestination),
        }),
    },
  ],
}
