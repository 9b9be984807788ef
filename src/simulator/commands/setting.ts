import type { Command } from '../at/command.ts'
import { numberOf } from '../at/parameters.ts'
import type { Settings } from '../module/settings.ts'

/**
 * A command that only keeps a number: `AT+CRC=1`, `AT+CRC?`, `AT+CRC=?`. The values are those listed, or with
 * `to` all from the first to it.
 */
export function setting(name: keyof Settings, values: readonly number[], to?: number): Command {
  const [first = 0] = values
  const allowed = (value: number) => (to === undefined ? values.includes(value) : value >= first && value <= to)
  return {
    name,
    test: `${name}: (${to === undefined ? values.join(',') : `${first}-${to}`})`,
    read: at => {
      at.say(`${name}: ${at.module.settings[name]}`)
      return 'OK'
    },
    set: (at, [parameter]) => {
      const value = numberOf(parameter)
      if (value === undefined || !allowed(value)) return 'ERROR'
      at.module.settings[name] = value
      return 'OK'
    },
  }
}
