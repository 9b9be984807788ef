import type { Command } from '../at/command.ts'

/** AT+CSSN (3GPP TS 27.007 7.17). */
export const notificationCommands: readonly Command[] = [
  {
    name: '+CSSN',
    test: '+CSSN: (0,1),(0,1)',
    read: at => {
      at.say(`+CSSN: ${at.module.settings.cssi},${at.module.settings.cssu}`)
      return 'OK'
    },
    set: (at, [cssi, cssu]) => {
      for (const parameter of [cssi, cssu]) if (parameter && !/^[01]?$/.test(parameter.text)) return 'ERROR'
      at.module.settings.cssi = Number(cssi?.text ?? 0)
      if (cssu) at.module.settings.cssu = Number(cssu.text)
      return 'OK'
    },
  },
]
