/** Clearing causes the network gives, from 3GPP TS 24.008 10.5.4.11. */
export const cause = {
  unassignedNumber: 1,
  operatorBarring: 8,
  normalClearing: 16,
  userBusy: 17,
  noUserResponding: 18,
  noAnswer: 19,
  callRejected: 21,
  destinationOutOfOrder: 27,
  networkOutOfOrder: 38,
  temporaryFailure: 41,
} as const
