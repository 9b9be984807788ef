import { describe, expect, it } from 'vitest'
import type { FamilyName, ModuleOptions } from '../../src/simulator/index.ts'
import { play, playOn, type Step, stage } from './play.ts'

const boots: Record<FamilyName, readonly string[]> = {
  ec25: ['RDY', '+CPIN: READY', '+QUSIM: 1', '+CFUN: 1', '+QIND: SMS DONE', '+QIND: PB DONE'],
  ec200u: ['RDY', '+CFUN: 1', '+CPIN: READY', '+QUSIM: 1', '+QIND: SMS DONE', '+QIND: PB DONE'],
  ec600n: ['RDY', '+CFUN: 1', '+CPIN: READY', '+QIND: SMS DONE', '+QIND: PB DONE'],
  generic: ['+CPIN: READY'],
}
const families: readonly FamilyName[] = ['ec25', 'ec200u', 'ec600n', 'generic']

const cases: readonly { name: string; module: ModuleOptions; steps: readonly Step[] }[] = [
  {
    name: 'ATI',
    module: { family: 'ec200u' },
    steps: ['> ATI', '< Quectel', '< EC200U', '< Revision: EC200UCNAAR03A14M08', '< OK'],
  },
  {
    name: 'identity',
    module: { family: 'ec25', imei: '866123040000010', number: '+15550142' },
    steps: [
      '> AT+CGMI;+CGMM;+CGMR;+CGSN;+CIMI;+CNUM',
      '< Quectel',
      '< EC25',
      '< EC25EFAR06A06M4G',
      '< 866123040000010',
      '< 001010123456789',
      '< +CNUM: ,"+15550142",145',
      '< OK',
    ],
  },
  {
    name: 'registration, operator and signal',
    module: { family: 'ec25' },
    steps: [
      '> AT+CREG?;+CGREG?;+CEREG?;+COPS?;+CSQ;+QNWINFO',
      '< +CREG: 0,1',
      '< +CGREG: 0,1',
      '< +CEREG: 0,1',
      '< +COPS: 0,0,"Simulated Network",7',
      '< +CSQ: 24,99',
      '< +QNWINFO: "FDD LTE","00101","LTE BAND 3",1650',
      '< OK',
      '> AT+CREG=2',
      '< OK',
      '> AT+CREG?',
      '< +CREG: 2,1,"1A2B","01234567",7',
      '< OK',
      '> AT+COPS=3,2;+COPS?',
      '< +COPS: 0,2,"00101",7',
      '< OK',
    ],
  },
  {
    name: 'registration changes',
    module: { family: 'ec25' },
    steps: [
      '> AT+CREG=1;+CEREG=2',
      '< OK',
      ({ sim }) => sim.modules[0]?.setRegistration({ circuit: 2, eps: 5 }),
      '< +CREG: 2',
      '< +CEREG: 5,"1A2B","01234567",7',
    ],
  },
  {
    name: 'service lost in a call',
    module: { family: 'ec25' },
    steps: [
      '> ATD5550101;',
      '< OK',
      '~ 800',
      ({ sim }) => sim.modules[0]?.setRegistration({ circuit: 2, packet: 2, eps: 2 }),
      '< NO CARRIER',
      '> AT+CEER',
      '< +CEER: Temporary failure',
      '< OK',
      '> AT+CSQ',
      '< +CSQ: 99,99',
      '< OK',
    ],
  },
  {
    name: 'flight mode and back',
    module: { family: 'ec25' },
    steps: [
      '> AT+CREG=1',
      '< OK',
      '> AT+CFUN=4',
      '~ 500',
      '< +CREG: 0',
      '< OK',
      '> AT+CFUN?',
      '< +CFUN: 4',
      '< OK',
      '> AT+CFUN=1',
      '~ 500',
      '< +CREG: 2',
      '< OK',
      '~ 2000',
      '< +CREG: 1',
    ],
  },
  {
    name: 'AT+CFUN=0 ends a call and takes the power from the card',
    module: { family: 'ec200u' },
    steps: [
      '> ATD5550101;',
      '< OK',
      '~ 800',
      '> AT+CFUN=0',
      '~ 500',
      '< +CPIN: NOT READY',
      '< OK',
      '> AT+CLCC',
      '< OK',
      '> AT+CFUN=1',
      '~ 500',
      '< +CPIN: READY',
      '< OK',
      '~ 2400',
      '< +QUSIM: 1',
      '< +QIND: SMS DONE',
      '< +QIND: PB DONE',
    ],
  },
  {
    name: 'a locked card: wrong PIN, right PIN',
    module: { family: 'ec25', sim: 'pin', pin: '4321' },
    steps: [
      '> AT+CPIN?',
      '< +CPIN: SIM PIN',
      '< OK',
      '> AT+CIMI',
      '< +CME ERROR: 11',
      '> AT+QINISTAT',
      '< +QINISTAT: 0',
      '< OK',
      '> AT+CPIN="1111"',
      '< +CME ERROR: 16',
      '> AT+CPIN="4321"',
      '< OK',
      '< +CPIN: READY',
      '~ 10000',
      '< +QUSIM: 1',
      '< +QIND: SMS DONE',
      '< +QIND: PB DONE',
      '> AT+QINISTAT',
      '< +QINISTAT: 7',
      '< OK',
      '> AT+CREG?',
      '< +CREG: 0,1',
      '< OK',
    ],
  },
  {
    name: 'three wrong PINs block the card, and the PUK frees it',
    module: { family: 'generic', sim: 'pin' },
    steps: [
      '> AT+CMEE=1',
      '< OK',
      '> AT+CPIN="1"',
      '< +CME ERROR: 16',
      '> AT+CPIN="1"',
      '< +CME ERROR: 16',
      '> AT+CPIN="1"',
      '< +CME ERROR: 12',
      '> AT+CPIN?',
      '< +CPIN: SIM PUK',
      '< OK',
      '> AT+CPIN="12345678","2222"',
      '< OK',
      '< +CPIN: READY',
    ],
  },
  {
    name: 'the card is taken out and put in',
    module: { family: 'ec25' },
    steps: [
      '> AT+QSIMSTAT=1',
      '< OK',
      ({ sim }) => sim.modules[0]?.ejectSim(),
      '< +QSIMSTAT: 1,0',
      '< +CPIN: NOT READY',
      '> AT+CPIN?',
      '< +CME ERROR: 10',
      ({ sim }) => sim.modules[0]?.insertSim(),
      '< +QSIMSTAT: 1,1',
      '< +CPIN: READY',
      '~ 2000',
      '< +QUSIM: 1',
      '> AT+CREG?',
      '< +CREG: 0,1',
      '< OK',
    ],
  },
  {
    name: 'AT+CLCK="SC" makes the card ask for its PIN after a restart',
    module: { family: 'generic' },
    steps: ['> AT+CLCK="SC",1,"1234"', '< OK', ({ sim }) => sim.modules[0]?.reset(), '~ 3000', '< +CPIN: SIM PIN'],
  },
  {
    name: 'AT+QPOWD',
    module: { family: 'ec25' },
    steps: ['> AT+QPOWD=1', '< OK', '~ 2000', '< POWERED DOWN', '> AT', '~ 60000'],
  },
  {
    name: 'a stalled module answers nothing, and then again; what came meanwhile is lost',
    module: { family: 'ec25' },
    steps: [
      ({ sim }) => sim.modules[0]?.stall(),
      '> AT',
      '> ATI',
      '~ 10000',
      ({ sim }) => sim.modules[0]?.resume(),
      '> AT',
      '< OK',
    ],
  },
  {
    name: 'a restart keeps what AT&W stored and loses the rest',
    module: { family: 'generic' },
    steps: [
      '> ATS0=3;+CREG=1;&W',
      '< OK',
      '> ATS7=60;+CRC=1;+CLVL=50',
      '< OK',
      '> AT+CFUN=1,1',
      '< OK',
      '~ 500',
      '~ 3000',
      '< +CPIN: READY',
      '< +CREG: 2',
      '~ 2000',
      '< +CREG: 1',
      '> ATS0?',
      '< 003',
      '< OK',
      '> ATS7?',
      '< 000',
      '< OK',
      '> AT+CRC?;+CLVL?',
      '< +CRC: 0',
      '< +CLVL: 50',
      '< OK',
      '> AT&F',
      '< OK',
      '> ATS0?',
      '< 000',
      '< OK',
      '> ATZ',
      '< OK',
      '> ATS0?',
      '< 003',
      '< OK',
    ],
  },
  {
    name: '"ccinfo" is stored only if asked for',
    module: { family: 'ec25' },
    steps: [
      '> AT+QINDCFG="ccinfo",1,1;+QINDCFG="csq",1',
      '< OK',
      ({ sim }) => sim.modules[0]?.reset(),
      '~ 20000',
      ...(boots.ec25.map(line => `< ${line}`) as Step[]),
      '> AT+QINDCFG="ccinfo";+QINDCFG="csq"',
      '< +QINDCFG: "ccinfo",1',
      '< +QINDCFG: "csq",0',
      '< OK',
    ],
  },
]

describe('the module as equipment', () => {
  it.each(cases)('$name', async ({ module, steps }) => {
    await playOn(module, steps)
  })

  it.each(families)('%s boots, answers nothing before, and has a call no more', async family => {
    const scene = await stage([{ family }])
    await play(scene, [
      '> ATD5550101;',
      '< OK',
      '~ 2000',
      ({ sim }) => sim.modules[0]?.reset(),
      '> AT',
      '~ 30000',
      ...boots[family].map(line => `< ${line}`),
    ])
    expect(scene.sim.modules[0]?.truth()).toEqual([])
    expect(scene.sim.network.subscriber('5550101').call?.state).toBe('released')
    await play(scene, ['> AT+CREG?', '< +CREG: 0,1', '< OK'])
  })

  it.each(families)('%s can be called again after a restart', async family => {
    const scene = await stage([{ family }])
    scene.sim.modules[0]?.powerDown()
    scene.sim.modules[0]?.reset()
    await scene.clock.advance(30_000)
    scene.hosts[0]?.takeLines()
    await play(scene, [({ sim }) => void sim.network.call('5550999', '+15550100000'), '~ 800', '< RING'])
  })

  it('an unplugged port is lost and opens again', async () => {
    const { sim, clock } = await stage([{ family: 'ec25' }])
    const transport = sim.modules[0]?.transport() ?? expect.fail('no module')
    const lost: string[] = []
    const answers: string[] = []
    const listener = {
      onData: (chunk: Uint8Array) => void answers.push(Buffer.from(chunk).toString()),
      onLost: (reason: { code: string }) => void lost.push(reason.code),
    }
    await transport.open(listener)
    sim.modules[0]?.unplug()
    expect(lost).toEqual(['PORT_LOST'])
    await transport.open(listener)
    await transport.write(Buffer.from('AT\r'))
    await clock.advance(0)
    expect(answers.join('')).toContain('OK')
  })
})
