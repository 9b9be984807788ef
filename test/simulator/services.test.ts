import { describe, expect, it } from 'vitest'
import type { ModuleOptions } from '../../src/simulator/index.ts'
import { playOn, type Step } from './play.ts'

const own = '+15550100000'
const served = '~ 400'

const cases: readonly { name: string; module: ModuleOptions; steps: readonly Step[] }[] = [
  {
    name: 'EC25: register, query and erase a forwarding, as in the manual',
    module: { family: 'ec25' },
    steps: [
      '> AT+CCFC=0,3,"15021012496"',
      served,
      '< OK',
      '> AT+CCFC=0,2',
      served,
      '< +CCFC: 1,1,"15021012496",129,,,',
      '< OK',
      '> AT+CCFC=0,4',
      served,
      '< OK',
      '> AT+CCFC=0,2',
      served,
      '< +CCFC: 0,255',
      '< OK',
    ],
  },
  {
    name: 'EC200U: no blank after the colon; + only with type 145',
    module: { family: 'ec200u' },
    steps: [
      '> AT+CCFC=2,3,"+15550199"',
      '< +CME ERROR: 53',
      '> AT+CCFC=2,3,"+15550199",145,1,,,15',
      served,
      '< OK',
      '> AT+CCFC=2,2',
      served,
      '< +CCFC:1,1,"+15550199",145,,,15',
      '< OK',
      '> AT+CCFC=0,2',
      served,
      '< +CCFC:0,1',
      '< OK',
    ],
  },
  {
    name: 'a forwarding is switched off and on without losing its number',
    module: { family: 'generic' },
    steps: [
      '> AT+CCFC=1,1',
      served,
      '< ERROR',
      '> AT+CCFC=1,3,"15550100",129,1',
      served,
      '< OK',
      '> AT+CCFC=1,0',
      served,
      '< OK',
      '> AT+CCFC=1,2',
      served,
      '< +CCFC: 0,1,"15550100",129',
      '< OK',
      '> AT+CCFC=1,1',
      served,
      '< OK',
      '> AT+CCFC=1,2',
      served,
      '< +CCFC: 1,1,"15550100",129',
      '< OK',
    ],
  },
  {
    name: 'reason 4 erases them all and cannot be asked for',
    module: { family: 'generic' },
    steps: [
      '> AT+CCFC=4,3,"5550100"',
      served,
      '< OK',
      '> AT+CCFC=3,2',
      served,
      '< +CCFC: 1,1,"5550100",129',
      '< OK',
      '> AT+CCFC=4,2',
      served,
      '< ERROR',
      '> AT+CCFC=4,4',
      served,
      '< OK',
      '> AT+CCFC=3,2',
      served,
      '< +CCFC: 0,7',
      '< OK',
    ],
  },
  {
    name: 'call waiting: query, off, on',
    module: { family: 'ec25' },
    steps: [
      '> AT+CCWA=1,2',
      served,
      '< +CCWA: 1,1',
      '< OK',
      '> AT+CCWA=1,0',
      served,
      '< OK',
      '> AT+CCWA=1,2',
      served,
      '< +CCWA: 0,7',
      '< OK',
      '> AT+CCWA?',
      '< +CCWA: 1',
      '< OK',
    ],
  },
  {
    name: 'EC200U: call waiting is shown for classes 1, 2 and 4',
    module: { family: 'ec200u' },
    steps: [
      '> AT+CCWA=0,2',
      served,
      '< +CCWA: 1,1',
      '< +CCWA: 0,2',
      '< +CCWA: 0,4',
      '< OK',
      '> AT+CCWA=1,1,7',
      '< ERROR',
    ],
  },
  {
    name: 'barring of outgoing calls needs the password, and +CSSI 5 tells of it',
    module: { family: 'ec25' },
    steps: [
      '> AT+CSSN=1,0',
      '< OK',
      '> AT+CLCK="AO",1,"9999"',
      served,
      '< +CME ERROR: 16',
      '> AT+CLCK="AO",1,"0000"',
      served,
      '< OK',
      '> AT+CLCK="AO",2',
      served,
      '< +CLCK: 1,1',
      '< OK',
      '> ATD10086;',
      '< OK',
      '~ 800',
      '< +CSSI: 5',
      '< NO CARRIER',
      '> AT+CEER',
      '< +CEER: Operator determined barring',
      '< OK',
      '> AT+CLCK="AG",0,"0000"',
      served,
      '< OK',
      '> AT+CLCK="AO",2',
      served,
      '< +CLCK: 0,7',
      '< OK',
    ],
  },
  {
    name: 'the password is changed',
    module: { family: 'ec25' },
    steps: [
      '> AT+CPWD="AB","0000","4321"',
      served,
      '< OK',
      '> AT+CLCK="AI",1,"0000"',
      served,
      '< +CME ERROR: 16',
      '> AT+CLCK="AI",1,"4321"',
      served,
      '< OK',
    ],
  },
  {
    name: 'USSD: an answer, a menu with its reply, and a code the network does not know',
    module: { family: 'ec25' },
    steps: [
      '> AT+CUSD=1,"*100#",15',
      '< OK',
      '~ 1000',
      '< +CUSD: 0,"Your balance is 12.34",15',
      '> AT+CUSD=1,"*101#",15',
      '< OK',
      '~ 1000',
      '< +CUSD: 1,"1: balance, 2: end",15',
      '> AT+CUSD=1,"1",15',
      '< OK',
      '~ 1000',
      '< +CUSD: 0,"Your balance is 12.34",15',
      '> AT+CUSD=1,"*999#",15',
      '< OK',
      '~ 1000',
      '< +CUSD: 4',
    ],
  },
  {
    name: 'EC200U: a blank stands before the coding scheme',
    module: { family: 'ec200u' },
    steps: ['> AT+CUSD=1,"*102#",15', '< OK', '~ 1000', '< +CUSD: 0,"Your number is +15550100000" ,15'],
  },
  {
    name: 'USSD in UCS2',
    module: { family: 'ec25' },
    steps: ['> AT+CSCS="UCS2"', '< OK', '> AT+CUSD=1,"002A0039003900390023",15', '< OK', '~ 1000', '< +CUSD: 4'],
  },
  {
    name: 'the read forms ask the network',
    module: { family: 'ec25' },
    steps: ['> AT+CLIP?', served, '< +CLIP: 0,1', '< OK', '> AT+CLIR?', served, '< +CLIR: 0,4', '< OK'],
  },
  {
    name: 'EC200U: +CLIR and +COLP show 2',
    module: { family: 'ec200u' },
    steps: ['> AT+CLIR?', served, '< +CLIR: 0,2', '< OK', '> AT+COLP?', served, '< +COLP: 0,2', '< OK'],
  },
]

describe('supplementary services', () => {
  it.each(cases)('$name', async ({ module, steps }) => {
    await playOn(module, steps)
  })

  it.each([
    { name: 'unconditionally', register: 'AT+CCFC=0,3,"5550101"', before: [], arrivesAfterMs: 800 },
    { name: 'when nobody answers', register: 'AT+CCFC=2,3,"5550101",129,1,,,5', before: [], arrivesAfterMs: 5800 },
    {
      name: 'when busy',
      register: 'AT+CCFC=1,3,"5550101"',
      before: ['> AT+CCWA=0,0', served, '< OK', '> ATD5550102;', '< OK', '~ 800'],
      arrivesAfterMs: 800,
    },
    {
      name: 'when not reachable',
      register: 'AT+CCFC=3,3,"5550101"',
      before: ['> AT+CFUN=4', '~ 500', '< OK'],
      arrivesAfterMs: 800,
    },
  ])('calls are forwarded $name', async ({ register, before, arrivesAfterMs }) => {
    const scene = await playOn({ family: 'generic' }, [
      `> ${register}`,
      served,
      '< OK',
      ...before,
      ({ sim }) => void sim.network.call('5550999', own),
    ])
    await scene.clock.advance(arrivesAfterMs - 1)
    expect(scene.sim.network.subscriber('5550101').call).toBeUndefined()
    await scene.clock.advance(1)
    expect(scene.sim.network.subscriber('5550101').call).toMatchObject({ number: '5550999', state: 'active' })
  })

  it('forwarding in a circle ends', async () => {
    const scene = await playOn({ family: 'generic' }, [
      `> AT+CCFC=0,3,"${own}",145`,
      served,
      '< OK',
      ({ sim }) => void sim.network.call('5550999', own),
      '~ 800',
    ])
    expect(scene.sim.network.subscriber('5550999').call).toMatchObject({ state: 'released', cause: 38 })
  })

  it('incoming calls are barred', async () => {
    const scene = await playOn({ family: 'generic' }, [
      '> AT+CLCK="AI",1,"0000",1',
      served,
      '< OK',
      ({ sim }) => void sim.network.call('5550999', own),
      '~ 800',
    ])
    expect(scene.sim.network.subscriber('5550999').call?.cause).toBe(21)
  })
})
