import type { SimCard } from './sim-card.ts'

const readBinary = 176
const getResponse = 192
/** 3GPP TS 51.011 9.4: the file is not there. */
const notFound = '148,4'

/** The transparent files of the card that clients need, as hexadecimal digits (3GPP TS 31.102 4.2). */
function contents(sim: SimCard): Readonly<Record<number, string>> {
  const swapped = sim.iccid.replace(/(.)(.)/g, '$2$1')
  return {
    12258: swapped,
    // EF-AD: normal operation, a mobile network code of two digits.
    28589: '00000002',
  }
}

/** What AT+CRSM answers to READ BINARY and GET RESPONSE (3GPP TS 27.007 8.18, 3GPP TS 51.011 9.2.1). */
export function readSimFile(sim: SimCard, command: number, file: number): string {
  const data = contents(sim)[file]
  if (data === undefined) return notFound
  if (command === readBinary) return `144,0,"${data}"`
  if (command !== getResponse) return notFound
  const hex = (value: number) => value.toString(16).toUpperCase().padStart(4, '0')
  return `144,0,"0000${hex(data.length / 2)}${hex(file)}0400000000010200"`
}
