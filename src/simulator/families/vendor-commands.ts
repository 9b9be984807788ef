/** The commands that are Quectel's own. */
export const vendorCommands: readonly string[] = [
  '^DSCI',
  '+QINDCFG',
  '+QURCCFG',
  '+QCFG',
  '+QHUP',
  '+QTONEDET',
  '+QAUDMOD',
  '+QSIMSTAT',
  '+QINISTAT',
  '+QPOWD',
  '+QNWINFO',
  '+QCCID',
  '+QGMR',
]
