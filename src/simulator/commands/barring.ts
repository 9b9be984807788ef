import type { Command, CommandContext } from '../at/command.ts'
import { later, type Outcome } from '../at/outcome.ts'
import { numberOf, type Parameter } from '../at/parameters.ts'
import { voiceClass } from '../network/services.ts'
import { timing } from '../network/timing.ts'

const barrings = ['AO', 'OI', 'OX', 'AI', 'IR']
const groups: Readonly<Record<string, readonly string[]>> = {
  AB: barrings,
  AG: ['AO', 'OI', 'OX'],
  AC: ['AI', 'IR'],
}
/** Locks the module knows and never has: fixed dialling and the personalisations. */
const neverLocked = ['FD', 'PN', 'PU', 'PP', 'PC', 'PF']

/** AT+CLCK and AT+CPWD (3GPP TS 27.007 7.4 and 7.5). */
export const barringCommands: readonly Command[] = [
  {
    name: '+CLCK',
    test: '+CLCK: ("SC","AO","OI","OX","AI","IR","AB","AG","AC","FD","PN","PU","PP","PC","PF")',
    set: (at, parameters) => lock(at, parameters),
  },
  {
    name: '+CPWD',
    test: '+CPWD: ("SC",8),("AB",4)',
    set: (at, [facility, old, fresh]) => {
      if (!facility || !old || !fresh) return 'ERROR'
      const { sim, voice, clock } = at.module
      if (facility.text === 'SC') {
        if (!sim.checkPin(old.text)) return { cme: sim.fault === 12 ? 12 : 16 }
        sim.pin = fresh.text
        return 'OK'
      }
      return later(clock, timing.serviceMs, () => {
        const { services } = voice.line
        if (old.text !== services.barringPassword) return { cme: 16 }
        services.barringPassword = fresh.text
        return 'OK'
      })
    },
  },
]

function lock(at: CommandContext, [facility, mode, password, classes]: readonly Parameter[]): Outcome {
  const name = facility?.text ?? ''
  const { sim } = at.module
  if (!/^[012]$/.test(mode?.text ?? '')) return 'ERROR'
  const query = mode?.text === '2'
  const on = mode?.text === '1'
  if (name === 'SC') {
    if (query) {
      at.say(`+CLCK: ${sim.locked ? 1 : 0}`)
      return 'OK'
    }
    if (!sim.checkPin(password?.text ?? '')) return { cme: sim.fault === 12 ? 12 : 16 }
    sim.locked = on
    return 'OK'
  }
  if (neverLocked.includes(name)) {
    if (!query) return { cme: 3 }
    at.say('+CLCK: 0')
    return 'OK'
  }
  return barring(at, name, { query, on, password: password?.text ?? '', bits: numberOf(classes) ?? 7 })
}

interface BarringWish {
  readonly query: boolean
  readonly on: boolean
  readonly password: string
  readonly bits: number
}

function barring(at: CommandContext, name: string, { query, on, password, bits }: BarringWish): Outcome {
  const facilities = barrings.includes(name) ? [name] : groups[name]
  // A group can only be switched off (3GPP TS 27.007 7.4).
  if (!facilities || (groups[name] && (query || on))) return 'ERROR'
  const { services } = at.module.voice.line
  return later(at.module.clock, timing.serviceMs, () => {
    if (query) {
      at.say((services.barring.get(name) ?? 0) === 0 ? '+CLCK: 0,7' : '+CLCK: 1,1')
      return 'OK'
    }
    if (password !== services.barringPassword) return { cme: 16 }
    for (const each of facilities) services.barring.set(each, on ? bits & voiceClass : 0)
    return 'OK'
  })
}
