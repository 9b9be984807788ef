import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimsLine } from '../../src/at/claims-line.ts'
import { finalResultOf } from '../../src/at/final-result.ts'
import { isUnsolicited, messageOf, urcOf, urcs } from '../../src/commands/dictionary.ts'
import { commandDeclarations } from '../support/command-declarations.ts'

const noData = new Uint8Array()
const bytes = Uint8Array.from(Buffer.from('Hi'))

/** What to ask each command for, so that it sends its example. */
const argumentsOf: Readonly<Record<string, unknown>> = {
  dial: { number: '10086' },
  setCallingLine: true,
  setConnectedLine: false,
  setWaitingAnnouncement: true,
  setWaiting: { on: true },
  setServiceNotifications: true,
  setExtendedRing: false,
  setCallIndications: true,
  setCallInformation: true,
  setToneDetection: true,
  setSimInsertion: true,
  setVoiceHangUpControl: 0,
  hangUpWithCause: { cause: 17, index: 1 },
  holdOperation: { kind: 'swap' },
  'circuitRegistration.announce': 2,
  'packetRegistration.announce': 2,
  'epsRegistration.announce': 2,
  setCallingLineRestriction: 1,
  setErrorReporting: 1,
  setResultWords: 4,
  setAutomaticAnswer: 0,
  setConnectionTimeout: 0,
  queryForwarding: 'unconditional',
  setForwarding: { reason: 'unconditional', action: 'register', number: '+8615021012496' },
  queryBarring: 'AO',
  setBarring: { facility: 'AO', on: true, password: '1111' },
  setIms: 'on',
  sendUssd: '*100#',
  sendTones: { tones: '12#' },
  setVolume: 3,
  setAudioChannel: 'loudspeaker',
  startRecording: { name: 'a.wav', format: 'wav', direction: 'downlink' },
  setPcmPort: 'usb-serial',
  playToFarEnd: 'a.wav',
  speakToFarEnd: 'Hi',
  uploadFile: { name: 'a.wav', content: bytes },
  downloadFile: { name: 'a.wav', bytes: 2, onData() {} },
  listFiles: '*',
  deleteFile: 'a.wav',
}

const commands = [...(await commandDeclarations())]

describe('every unsolicited line of the dictionary', () => {
  it.each(urcs.map(urc => [urc.example, urc] as const))('%s is known and can be read', (example, urc) => {
    expect(urcOf(example)).toBe(urc)
    expect(messageOf(example)).not.toBeNull()
    expect(isUnsolicited(example)).toBe(true)
    expect(urc.source).not.toBe('')
  })

  it('has a key of its own', () => {
    expect(new Set(urcs.map(urc => urc.key)).size).toBe(urcs.length)
  })

  it('is known with a blank before its colon too', () => {
    expect(messageOf('+QSIMSTAT : 1,0')).toEqual({ kind: 'sim-insertion', enabled: true, inserted: false })
  })
})

describe('every command of the dictionary', () => {
  it.each(commands)('%s sends its example', (name, declaration) => {
    expect(declaration.text(argumentsOf[name])).toBe(declaration.example[0])
    expect(declaration.source).not.toBe('')
  })

  it.each(commands)('%s owns and reads the answer of its example', (name, declaration) => {
    const [, ...answer] = declaration.example
    const lines = answer.filter(line => finalResultOf(line) === null && line !== 'CONNECT')
    for (const line of lines) expect(claimsLine(declaration.claims, line, isUnsolicited)).toBe(true)
    const args = argumentsOf[name]
    expect(declaration.decode({ lines, final: { kind: 'ok' }, data: noData }, args)).not.toBeNull()
  })

  it.each(commands)('%s has a time limit for what it is asked for', (name, declaration) => {
    const limitMs = declaration.limitFor?.(argumentsOf[name]) ?? declaration.limitMs
    expect(limitMs).toBeGreaterThanOrEqual(300)
    expect(limitMs).toBeLessThanOrEqual(180_000)
  })

  it.each(commands)('%s takes no bare result and no ring for its own', (_name, declaration) => {
    for (const line of ['RING', 'NO CARRIER', '^DSCI: 1,1,6,0,13022100000,129', '+CLIP: "123",129']) {
      expect(claimsLine(declaration.claims, line, isUnsolicited)).toBe(false)
    }
  })
})

describe('garbage', () => {
  const wire = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map(code => String.fromCharCode(code)) })
  const field = fc.oneof(wire, fc.constantFrom('', '"', '""', '0', '1', '-1', '99', '255', '4294967296', '1e9', '"é"'))
  const parameters = fc.array(field, { maxLength: 9 }).map(fields => fields.join(','))

  it('is read by no unsolicited line with more than a null', () => {
    const key = fc.constantFrom(...urcs.map(urc => urc.key))
    fc.assert(
      fc.property(key, parameters, (start, rest) => {
        messageOf(`${start} ${rest}`)
        messageOf(`${start}${rest}`)
        messageOf(rest)
      }),
      { numRuns: 1000 },
    )
  })

  it.each(commands)('does not make %s fail', (name, declaration) => {
    const claim = declaration.claims[0]
    const prefix = typeof claim === 'object' ? claim.prefix : claim === undefined || claim === 'text' ? '' : claim
    const line = fc.oneof(
      wire,
      parameters.map(rest => `${prefix} ${rest}`),
      parameters.map(rest => `${prefix}${rest}`),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), fc.uint8Array({ maxLength: 20 }), (lines, data) => {
        declaration.decode({ lines, final: { kind: 'ok' }, data }, argumentsOf[name])
      }),
      { numRuns: 200 },
    )
  })
})
