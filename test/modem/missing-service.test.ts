import { describe, expect, it } from 'vitest'
import type { Registration } from '../../src/commands/registration.ts'
import { missingService } from '../../src/modem/missing-service.ts'
import type { ServiceFacts } from '../../src/modem/service-facts.ts'

const registration = (stat: number): Registration => ({
  stat,
  registered: stat === 1 || stat === 5,
  roaming: stat === 5,
  area: null,
  cell: null,
  technology: null,
})

const full: ServiceFacts = { level: 1, sim: 'READY', circuit: registration(1), eps: registration(1), ims: null }
const onLte = { circuit: registration(0), eps: registration(1) }

describe('what is missing for a call', () => {
  const rows: readonly [string, Partial<ServiceFacts>, string | null][] = [
    ['nothing', {}, null],
    ['nothing that is known', { level: null, sim: null, circuit: null, eps: null }, null],
    ['a text of its own about the SIM', { sim: 'unknown' }, null],
    ['roaming', { circuit: registration(5) }, null],
    ['registered, LTE not to fall back', { circuit: registration(9), eps: registration(0) }, null],
    ['PIN2', { sim: 'SIM PIN2' }, null],
    ['minimum functionality', { level: 0, sim: { cme: 10 }, circuit: registration(0) }, 'radio-off'],
    ['transmitters off', { level: 4, circuit: registration(0) }, 'radio-off'],
    ['CME 10', { sim: { cme: 10 } }, 'sim-missing'],
    ['NOT INSERTED', { sim: 'NOT INSERTED' }, 'sim-missing'],
    ['CME 11', { sim: { cme: 11 } }, 'sim-pin'],
    ['SIM PIN', { sim: 'SIM PIN', circuit: registration(3) }, 'sim-pin'],
    ['SIM PUK', { sim: 'SIM PUK' }, 'sim-puk'],
    ['CME 13', { sim: { cme: 13 } }, 'sim-failure'],
    ['CME 14', { sim: { cme: 14 } }, 'sim-busy'],
    ['NOT READY', { sim: 'NOT READY' }, 'sim-busy'],
    ['CME 15', { sim: { cme: 15 } }, 'sim-failure'],
    ['locked to a network', { sim: 'PH-NET PIN' }, 'sim-failure'],
    ['another CME', { sim: { cme: 100 } }, null],
    ['searching', { circuit: registration(2), eps: registration(2) }, 'not-registered'],
    ['not searching', { circuit: registration(0), eps: null }, 'not-registered'],
    ['denied', { circuit: registration(3), eps: registration(0) }, 'registration-denied'],
    ['denied on LTE', { circuit: registration(0), eps: registration(3) }, 'registration-denied'],
    ['emergency only', { circuit: registration(8), eps: registration(0) }, 'emergency-only'],
    ['short messages only', { circuit: registration(6), eps: registration(0) }, 'no-voice'],
    ['LTE without IMS', { ...onLte, ims: { ims: 'off', volteReady: false } }, 'no-voice'],
    ['LTE, IMS off, whatever else is said', { ...onLte, ims: { ims: 'off', volteReady: true } }, 'no-voice'],
    ['LTE with IMS not ready', { ...onLte, ims: { ims: 'mbn', volteReady: false } }, 'no-voice'],
    ['LTE with IMS', { ...onLte, ims: { ims: 'on', volteReady: true } }, null],
    ['LTE, and nothing told of IMS', { ...onLte, ims: null }, null],
  ]
  it.each(rows)('%s', (_, facts, missing) => {
    expect(missingService({ ...full, ...facts })).toBe(missing)
  })
})
