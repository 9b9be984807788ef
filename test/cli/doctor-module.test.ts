import { expect, test } from 'vitest'
import type { ModuleOptions } from '../../src/simulator/index.ts'
import {
  consult,
  healthySystem,
  lineTo,
  modulePorts,
  scriptedPatient,
  simulatedPatient,
} from '../support/doctor-visit.ts'

type Script = Readonly<Record<string, readonly string[]>>

test('a healthy module has no finding, and every check has its own name', async () => {
  const module = await scriptedPatient({})
  const { code, found, checks } = await consult(healthySystem(() => lineTo(module)))
  expect(found).toEqual([])
  expect(code).toBe(0)
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length)
})

test('a simulated EC25 has no finding either, and is left without a call', async () => {
  const { module, clock } = await simulatedPatient({})
  const { found } = await consult(
    healthySystem(() => lineTo(module)),
    {},
    clock,
  )
  expect(found).toEqual([])
  expect(module.truth()).toEqual([])
})

test.each<readonly [string, Script, string, RegExp, RegExp]>([
  ['the SIM is busy', { 'AT+CPIN?': ['+CME ERROR: 14'] }, 'fault sim', /not ready/, /Wait/],
  ['the SIM has failed', { 'AT+CPIN?': ['+CME ERROR: 13'] }, 'fault sim', /cannot be used/, /contacts/],
  ['the radio is off', { 'AT+CFUN?': ['+CFUN: 4', 'OK'] }, 'fault radio', /radio/, /AT\+CFUN=1/],
  [
    'the network takes no calls over LTE, and there is no other',
    { 'AT+CREG?': ['+CREG: 2,0', 'OK'], 'AT+QCFG="ims"': ['+QCFG: "ims",2,0', 'OK'] },
    'fault voice',
    /none for calls/,
    /AT\+QCFG="ims",1/,
  ],
  [
    'emergency calls only',
    { 'AT+CREG?': ['+CREG: 2,8', 'OK'], 'AT+CEREG?': ['+CEREG: 2,0', 'OK'] },
    'fault registration',
    /emergency/,
    /SIM/,
  ],
  ['hardly any signal', { 'AT+CSQ': ['+CSQ: 3,99', 'OK'] }, 'fault signal', /-107 dBm/, /antenna/],
  ['a weak signal', { 'AT+CSQ': ['+CSQ: 8,99', 'OK'] }, 'hint signal', /-97 dBm/, /antenna/],
  ['a weak signal of LTE', { 'AT+CSQ': ['+CSQ: 115,99', 'OK'] }, 'hint signal', /-101 dBm/, /antenna/],
  [
    'unsolicited lines go elsewhere',
    { 'AT+QURCCFG="urcport"': ['+QURCCFG: "urcport","usbmodem"', 'OK'] },
    'fault urc-port',
    /usbmodem/,
    /"urcport","all"/,
  ],
  ['settings do not hold', { 'AT+CRC?': ['+CRC: 0', 'OK'] }, 'fault settings', /AT\+CRC=1/, /Another program/],
  ['callers are not told', { 'AT+CLIP=1': ['ERROR'] }, 'hint settings', /AT\+CLIP=1/, /caller/],
  ['the module answers by itself', { 'ATS0?': ['002', 'OK'] }, 'hint automatic-answer', /ATS0=2/, /ATS0=0.*AT&W/],
  [
    'all calls are forwarded',
    { 'AT+CCFC=0,2': ['+CCFC: 1,1,"+441632960961",145', 'OK'] },
    'hint forwarding',
    /\+441632960961/,
    /forward unconditional off/,
  ],
  ['call waiting is off', { 'AT+CCWA=1,2': ['+CCWA: 0,1', 'OK'] }, 'hint call-waiting', /second caller/, /AT\+CCWA/],
  [
    'positioning speaks on the port of the sound',
    { 'AT+QGPS?': ['+QGPS: 1', 'OK'], 'AT+QGPSCFG="outport"': ['+QGPSCFG: "outport","usbnmea"', 'OK'] },
    'fault positioning',
    /GNSS/,
    /AT\+QGPSCFG="outport","none"/,
  ],
  [
    'the module cannot give its sound',
    { 'AT+QPCMV=?': ['ERROR'], 'AT+QAUDRD=?': ['ERROR'] },
    'hint sound-path',
    /no way to its sound/,
    /--audio card/,
  ],
])('%s', async (_what, script, finding, what, remedy) => {
  const module = await scriptedPatient(script)
  const { found, the, code } = await consult(healthySystem(() => lineTo(module)))
  expect(found).toEqual([finding])
  const [severity = '', id = ''] = finding.split(' ')
  expect(the(id).what).toMatch(what)
  expect(the(id).remedy).toMatch(remedy)
  expect(code).toBe(severity === 'fault' ? 9 : 0)
})

/** What the module refuses, and so does not tell. */
const refusing = (...questions: readonly string[]): Script => Object.fromEntries(questions.map(one => [one, ['ERROR']]))

test.each<readonly [string, Script, readonly string[]]>([
  ['its radio', refusing('AT+CFUN?'), ['radio']],
  ['its SIM', refusing('AT+CPIN?'), ['sim']],
  [
    'its registration for calls',
    { ...refusing('AT+CREG?'), 'AT+CEREG?': ['+CEREG: 2,2', 'OK'] },
    ['registration', 'voice'],
  ],
  ['its IMS', { 'AT+CREG?': ['+CREG: 2,0', 'OK'], ...refusing('AT+QCFG="ims"') }, ['voice']],
])('of what a module does not tell (%s) nothing is said', async (_what, script, untold) => {
  const module = await scriptedPatient(script)
  const { found, checks } = await consult(healthySystem(() => lineTo(module)))
  const skipped = checks.filter(({ why }) => why === 'the module does not tell').map(({ id }) => id)
  expect([found, skipped]).toEqual([[], expect.arrayContaining([...untold])])
})

test('a module that refuses every question for what a call needs is not called healthy', async () => {
  const module = await scriptedPatient(refusing('AT+CFUN?', 'AT+CPIN?', 'AT+CREG?', 'AT+CEREG?', 'AT+CSQ'))
  const { found, the, code } = await consult(healthySystem(() => lineTo(module)))
  expect([found, code]).toEqual([['fault service-told'], 9])
  for (const id of ['radio', 'sim', 'registration', 'voice', 'signal'])
    expect(the(id)).toMatchObject({ result: 'skipped', why: 'the module does not tell' })
})

test.each<readonly [string, ModuleOptions, string, RegExp, RegExp]>([
  ['no SIM', { sim: 'absent' }, 'fault sim', /no SIM/, /Put a SIM in/],
  ['a SIM that waits for its PIN', { sim: 'pin' }, 'fault sim', /PIN/, /AT\+CPIN=/],
  ['a blocked SIM', { sim: 'puk' }, 'fault sim', /blocked/, /PUK/],
  [
    'no network',
    { registration: { circuit: 2, packet: 2, eps: 2 } },
    'fault registration',
    /not registered/,
    /antenna/,
  ],
  [
    'a network that refuses',
    { registration: { circuit: 3, packet: 3, eps: 3 } },
    'fault registration',
    /refuses/,
    /operator/,
  ],
])('simulated: %s', async (_what, options, finding, what, remedy) => {
  const { module, clock } = await simulatedPatient(options)
  const { found, the, code } = await consult(
    healthySystem(() => lineTo(module)),
    {},
    clock,
  )
  expect(found).toEqual([finding])
  expect(the(finding.split(' ')[1] ?? '')).toMatchObject({
    what: expect.stringMatching(what),
    remedy: expect.stringMatching(remedy),
  })
  expect(code).toBe(9)
})

test('simulated: the SIM is taken out of a module that runs', async () => {
  const { module, clock } = await simulatedPatient({})
  module.ejectSim()
  const { found } = await consult(
    healthySystem(() => lineTo(module)),
    {},
    clock,
  )
  expect(found).toEqual(['fault sim'])
})

test('a module nobody knows', async () => {
  const whoever = { ATI: ['Acme', 'X1', 'Revision: 1', 'OK'], 'AT+QPCMV=?': ['+QPCMV: (0,1),(0-2)', 'OK'] }
  const module = await scriptedPatient(whoever)
  const { found, the } = await consult(
    healthySystem(() => lineTo(module)),
    { audio: 'none' },
  )
  expect(found).toEqual(['hint known-module'])
  expect(the('known-module')).toMatchObject({
    what: expect.stringContaining('X1'),
    remedy: expect.stringContaining('add-a-module'),
  })
})

test('another module than the expected one', async () => {
  const { module, clock } = await simulatedPatient({ imei: '861123040000042' })
  const { found, the } = await consult(
    healthySystem(() => lineTo(module)),
    { imei: '861123040000001' },
    clock,
  )
  expect(found).toEqual(['fault expected-module'])
  expect(the('expected-module').what).toContain('861123040000042')
})

test('a module that restarts while it is looked at', async () => {
  const { module, clock } = await simulatedPatient({})
  module.inject({ kind: 'reset', direction: 'to-module', matching: /QURCCFG="urcport"$/ })
  const { found, the } = await consult(
    healthySystem(() => lineTo(module)),
    { watch: 40 },
    clock,
  )
  expect(found).toContain('fault power-of-module')
  expect(the('power-of-module')).toMatchObject({
    what: expect.stringContaining('once'),
    remedy: expect.stringContaining('2 A'),
  })
})

test('a module that answers late', async () => {
  const { module, clock } = await simulatedPatient({})
  module.inject({ kind: 'hold', direction: 'to-module', matching: /^AT\+CRC\?/, ms: 2_000 })
  const { found, the } = await consult(
    healthySystem(() => lineTo(module)),
    {},
    clock,
  )
  expect(found).toEqual(['fault answer-times'])
  expect(the('answer-times').what).toMatch(/\d{4} ms/)
})

test('a module that leaves a question without an answer', async () => {
  const { module, clock } = await simulatedPatient({})
  module.inject({ kind: 'lose', direction: 'to-module', matching: /^AT\+CRC\?/ })
  const { found, the } = await consult(
    healthySystem(() => lineTo(module)),
    {},
    clock,
  )
  expect(found).toEqual(['fault answer-times'])
  expect(the('answer-times').what).toContain('not answered in time: 1')
})

test('a network that is slow to tell of its services is no fault of the module', async () => {
  const { module, clock } = await simulatedPatient({})
  module.inject({ kind: 'lose', direction: 'to-module', matching: /^AT\+CC(FC|WA)=/, times: 2 })
  const { found, the } = await consult(
    healthySystem(() => lineTo(module)),
    {},
    clock,
  )
  expect(found).toEqual([])
  expect(the('answer-times').result).toBe('ok')
})

test('a module that is pulled out while it is looked at', async () => {
  const { module, clock } = await simulatedPatient({})
  module.inject({ kind: 'cut', direction: 'to-module', matching: /QURCCFG="urcport"$/ })
  const { found, the } = await consult(
    healthySystem(() => lineTo(module)),
    {},
    clock,
  )
  expect(found).toEqual(['fault port-there'])
  expect(the('port-there').remedy).toMatch(/cable/)
})

test('the module has a PCM port and this machine does not show it', async () => {
  const module = await scriptedPatient({})
  const listPorts = async () => modulePorts.filter(({ usb }) => usb?.interfaceNumber !== 1)
  const { found, the } = await consult(healthySystem(() => lineTo(module), { listPorts }))
  expect(found).toEqual(['fault sound-path'])
  expect(the('sound-path').remedy).toMatch(/NMEA interface/)
})

test('a sound card without the program for it', async () => {
  const module = await scriptedPatient({})
  const system = healthySystem(() => lineTo(module), { hasProgram: async name => name !== 'arecord' })
  const { found } = await consult(system, { audio: { kind: 'usb-audio', device: 'plughw:Android' } })
  expect(found).toEqual(['hint tools', 'fault sound-program'])
})
