/**
 * Who says what a tone is. The lists of the ITU were compared through what open telephone software made of them: see
 * docs/tones.md for which, and for where they disagree.
 */
export const toneReferences = {
  itu2003: 'ITU Operational Bulletin No. 781 (1.II.2003), annexed list of tones in national networks',
  itu: 'ITU-T E.180 Supplement 2, tones in national networks',
  bt: 'BT SIN 350',
  acif: 'ACIF S002',
  tna: 'Telecom New Zealand TNA 102',
  ida: 'IDA TS PSTN1 (Singapore)',
  gost: 'GOST 45.223-2001 (Russia)',
  practice: 'No publication found: as open telephone software is set up for the country',
} as const

/** The short name of one of them. */
export type ToneReference = keyof typeof toneReferences
