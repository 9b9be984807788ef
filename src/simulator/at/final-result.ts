/** How a command line ends (ITU-T V.250 5.7.1; 3GPP TS 27.007 9.2 and 27.005 3.2.5 for the numbered ones). */
export type FinalResult =
  | 'OK'
  | 'ERROR'
  | 'CONNECT'
  | 'NO CARRIER'
  | 'NO DIALTONE'
  | 'BUSY'
  | 'NO ANSWER'
  | { readonly cme: number }
  | { readonly cms: number }

/** ATV0 shows these words as numbers; the values are V.250's, and the same in the Quectel manuals. */
export const numericResults: Readonly<Record<string, number>> = {
  OK: 0,
  CONNECT: 1,
  RING: 2,
  'NO CARRIER': 3,
  ERROR: 4,
  'NO DIALTONE': 6,
  BUSY: 7,
  'NO ANSWER': 8,
}
