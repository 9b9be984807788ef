import type { Command } from '../at/command.ts'
import { setting } from './setting.ts'

/** Settings of calls that are only kept and read back (3GPP TS 27.007 clauses 6 to 8; Quectel EC2x manual 7 and 12). */
export const callSettingCommands: readonly Command[] = [
  setting('+CRC', [0, 1]),
  setting('+CVHU', [0, 1]),
  setting('+CSTA', [129, 145]),
  setting('+CMOD', [0]),
  setting('+CR', [0, 1]),
  setting('+CLVL', [0], 5),
  setting('+CMUT', [0, 1]),
  setting('+CRSL', [0], 100),
  setting('+QAUDMOD', [0], 5),
  setting('^DSCI', [0, 1]),
  setting('+QTONEDET', [0, 1]),
]
