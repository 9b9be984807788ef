/**
 * Everything the host can set that is a number; each key is named after its command. `cssi` and `cssu` are the two of
 * +CSSN, `ims` is that of +QCFG, `vts` and `vtsPause` are those of +VTD, `operatorFormat` that of +COPS=3, `ceerMode` that of +CEER.
 */
export const factorySettings = {
  E: 1,
  V: 1,
  Q: 0,
  X: 4,
  L: 0,
  M: 0,
  S0: 0,
  S3: 13,
  S4: 10,
  S5: 8,
  S6: 2,
  S7: 0,
  S8: 2,
  S10: 15,
  S12: 50,
  '&C': 1,
  '&D': 1,
  '&K': 0,
  '&S': 0,
  '+IPR': 115_200,
  '+CMEE': 1,
  '+CREG': 0,
  '+CGREG': 0,
  '+CEREG': 0,
  '+CRC': 0,
  '+CLIP': 0,
  '+COLP': 0,
  '+CLIR': 0,
  '+CCWA': 0,
  cssi: 0,
  cssu: 0,
  '+CVHU': 0,
  '+CSTA': 129,
  '+CMOD': 0,
  '+CR': 0,
  '+CUSD': 0,
  '+CLVL': 3,
  '+CRSL': 50,
  '+CMUT': 0,
  vts: 3,
  vtsPause: 0,
  '^DSCI': 0,
  '+QTONEDET': 0,
  '+QAUDMOD': 0,
  '+QSIMSTAT': 0,
  '+CMGF': 0,
  '+CSDH': 0,
  '+CTZR': 0,
  '+CTZU': 0,
  '+CVMOD': 3,
  ims: 0,
  operatorFormat: 0,
  ceerMode: 1,
}

/** The numbers the host can set. */
export type Settings = typeof factorySettings

/** What AT&W stores (Quectel EC2x&EG9x&EG2x-G&EM05 AT Commands Manual V2.0, chapter 2); all else is lost by a restart. */
export const profileKeys: readonly (keyof Settings)[] = [
  'E',
  'Q',
  'V',
  'X',
  'S0',
  'S7',
  'S10',
  'S12',
  '&C',
  '&D',
  '+IPR',
  '+CREG',
  '+CGREG',
  '+CEREG',
]

/** What is stored as soon as it is set; ranges and storage as in the manual's chapter 12. */
export const storedAtOnce: readonly (keyof Settings)[] = ['+CLVL', '+QAUDMOD', 'ims', '+CVMOD']
