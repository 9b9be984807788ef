import { setting } from '../at/command.ts'
import { integer } from '../at/command-line.ts'

/** How errors are told: 0 plain ERROR, 1 by number, 2 in words. */
export const setErrorReporting = setting<0 | 1 | 2>({
  name: 'AT+CMEE',
  source: '3GPP TS 27.007 9.1',
  example: 'AT+CMEE=1',
  text: form => `AT+CMEE=${integer(form, 0, 2)}`,
})

/** Which result words a failed call gives: 4 tells BUSY and NO DIALTONE apart from NO CARRIER. */
export const setResultWords = setting<0 | 1 | 2 | 3 | 4>({
  name: 'ATX',
  source: 'ITU-T V.250 6.2.7',
  example: 'ATX4',
  text: level => `ATX${integer(level, 0, 4)}`,
})

/** After how many rings the module answers by itself, unseen by the host; 0 never. */
export const setAutomaticAnswer = setting<number>({
  name: 'ATS0',
  source: 'ITU-T V.250 6.3.8',
  example: 'ATS0=0',
  text: rings => `ATS0=${integer(rings, 0, 255)}`,
})

/** After how many seconds the module ends a call that is not answered; 0 never. */
export const setConnectionTimeout = setting<number>({
  name: 'ATS7',
  source: 'ITU-T V.250 6.3.10; Quectel EC2x AT Commands Manual V2.0, 7.11',
  example: 'ATS7=0',
  text: seconds => `ATS7=${integer(seconds, 0, 255)}`,
})
