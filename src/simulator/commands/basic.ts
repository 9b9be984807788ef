import type { Command } from '../at/command.ts'
import type { Settings } from '../module/settings.ts'

/** A basic command that keeps a number: ATE0, ATX4, AT&C1. Without a number it means 0 (V.250 5.3.1). */
function letter(name: keyof Settings, most: number): Command {
  return {
    name,
    run: (at, _parameters, text) => {
      const value = Number(text)
      if (value > most) return 'ERROR'
      at.module.settings[name] = value
      return 'OK'
    },
  }
}

/** An S-register (V.250 5.3.2): ATS0=1, ATS0? with three digits. */
function register(name: keyof Settings, most: number): Command {
  return {
    name,
    read: at => {
      at.say(String(at.module.settings[name]).padStart(3, '0'))
      return 'OK'
    },
    set: (at, _parameters, text) => {
      const value = Number(text)
      if (value > most) return 'ERROR'
      at.module.settings[name] = value
      return 'OK'
    },
  }
}

/** The letters, registers and profiles of V.250. */
export const basicCommands: readonly Command[] = [
  letter('E', 1),
  letter('V', 1),
  letter('Q', 1),
  letter('X', 4),
  letter('L', 3),
  letter('M', 2),
  letter('&C', 2),
  letter('&D', 2),
  letter('&K', 3),
  letter('&S', 1),
  register('S0', 255),
  register('S3', 127),
  register('S4', 127),
  register('S5', 127),
  register('S6', 10),
  register('S7', 255),
  register('S8', 255),
  register('S10', 254),
  register('S12', 255),
  {
    name: 'Z',
    run: at => {
      at.module.profile.restore()
      return 'OK'
    },
  },
  {
    name: '&F',
    run: at => {
      at.module.profile.reset()
      return 'OK'
    },
  },
  {
    name: '&W',
    run: at => {
      at.module.profile.save()
      return 'OK'
    },
  },
]
