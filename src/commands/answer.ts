import { command } from '../at/command.ts'

/**
 * Answers the ringing call. UNISOC modules say OK at once and connect later, so OK is not yet connected; NO CARRIER
 * means that the caller has gone. The manual allows 90 s; a network that does not confirm within T313, 30 s (24.008 11.3),
 * ends the call, so that nothing is to be waited for after it.
 */
export const answer = command<void, void>({
  name: 'ATA',
  source: 'ITU-T V.250 6.3.5; Quectel EC2x AT Commands Manual V2.0, 7.1',
  example: ['ATA', 'OK'],
  text: () => 'ATA',
  claims: [],
  limitMs: 35_000,
  words: ['NO CARRIER'],
  urgent: true,
  decode: () => {},
})
