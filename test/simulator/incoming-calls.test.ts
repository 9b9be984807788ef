import { describe, expect, it } from 'vitest'
import type { ModuleOptions } from '../../src/simulator/index.ts'
import { playOn, type Scene, type Step } from './play.ts'

const caller = '+15550999'
const called = '+15550100000'
const incoming: Step = ({ sim }) => void sim.network.call(caller, called)
const call = ({ sim }: Scene) => sim.network.subscriber(caller).call

const cases: readonly { name: string; module: ModuleOptions; steps: readonly Step[] }[] = [
  {
    name: 'EC200U: +CLIP with the first RING alone, OK of ATA before the call is through, then CONNECT',
    module: { family: 'ec200u' },
    steps: [
      '> AT^DSCI=1;+CLIP=1',
      '< OK',
      incoming,
      '~ 800',
      '< RING',
      '< +CLIP: "+15550999",145,,0,,0',
      '< ^DSCI: 1,1,4,0,+15550999,145',
      '~ 6000',
      '< RING',
      '> ATA',
      '< OK',
      '~ 100',
      '< ^DSCI: 1,1,3,0,+15550999,145',
      '< CONNECT',
      '~ 20000',
      scene => call(scene)?.hangUp(),
      '< ^DSCI: 1,1,6,0,+15550999,145',
      '< NO CARRIER',
    ],
  },
  {
    name: 'EC25: +CLIP with every RING; ATA answers OK when the call is through',
    module: { family: 'ec25' },
    steps: [
      '> AT^DSCI=1;+CLIP=1;+QINDCFG="ccinfo",1',
      '< OK',
      incoming,
      '~ 800',
      '< RING',
      '< +CLIP: "+15550999",145,,,,0',
      '< ^DSCI: 2,1,4,0,+15550999,145,0',
      '< +QIND: "ccinfo",2,1,4,0,0,"+15550999",145',
      '~ 6000',
      '< RING',
      '< +CLIP: "+15550999",145,,,,0',
      '> ATA',
      '~ 100',
      '< OK',
      '< ^DSCI: 2,1,3,0,+15550999,145,0',
      '< +QIND: "ccinfo",2,1,0,0,0,"+15550999",145',
      '> AT+CHUP',
      '< OK',
      '< ^DSCI: 2,1,6,0,+15550999,145,0',
      '< +QIND: "ccinfo",2,1,-1,0,0,"+15550999",145',
    ],
  },
  {
    name: 'the caller gives up: missed call',
    module: { family: 'ec25' },
    steps: [
      '> AT^DSCI=1',
      '< OK',
      incoming,
      '~ 800',
      '< RING',
      '< ^DSCI: 2,1,4,0,+15550999,145,0',
      '~ 6000',
      '< RING',
      scene => call(scene)?.hangUp(),
      '< ^DSCI: 2,1,6,0,+15550999,145,0',
      '< NO CARRIER',
      '~ 20000',
    ],
  },
  {
    name: 'nobody answers: after T301 the network clears the call',
    module: { family: 'generic' },
    steps: [incoming, '~ 800', '< RING', '~ 59999', ...Array<Step>(9).fill('< RING'), '~ 1', '< NO CARRIER', '~ 10000'],
  },
  {
    name: 'EC600N: RING and +CLIP and nothing else',
    module: { family: 'ec600n' },
    steps: [
      '> AT+CLIP=1',
      '< OK',
      incoming,
      '~ 800',
      '< RING',
      '< +CLIP: "+15550999",145,"",,"",0',
      '> ATA',
      '~ 100',
      '< OK',
      '> AT+CLCC',
      '< +CLCC: 1,1,0,0,0,"+15550999",145',
      '< OK',
    ],
  },
  {
    name: 'AT+CRC=1 says +CRING: VOICE',
    module: { family: 'generic' },
    steps: ['> AT+CRC=1', '< OK', incoming, '~ 800', '< +CRING: VOICE'],
  },
  {
    name: 'a withheld number',
    module: { family: 'generic' },
    steps: [
      '> AT+CLIP=1',
      '< OK',
      ({ sim }) => void sim.network.call(caller, called, { withheld: true }),
      '~ 800',
      '< RING',
      '< +CLIP: "",128,,,,1',
      '> AT+CLCC',
      '< +CLCC: 1,1,4,0,0,"",128,""',
      '< OK',
    ],
  },
  {
    name: 'AT+QINDCFG="ring",0 leaves +CLIP alone to tell, as on an EG25-G',
    module: { family: 'ec25' },
    steps: [
      '> AT+QINDCFG="ring",0;+QINDCFG="ccinfo",1;+CLIP=1',
      '< OK',
      incoming,
      '~ 800',
      '< +CLIP: "+15550999",145,,,,0',
      '< +QIND: "ccinfo",2,1,4,0,0,"+15550999",145',
    ],
  },
  {
    name: 'ATS0=2 answers with the second RING, and only ^DSCI tells',
    module: { family: 'ec25' },
    steps: [
      '> ATS0=2;^DSCI=1',
      '< OK',
      incoming,
      '~ 800',
      '< RING',
      '< ^DSCI: 2,1,4,0,+15550999,145,0',
      '~ 6000',
      '< RING',
      '~ 100',
      '< ^DSCI: 2,1,3,0,+15550999,145,0',
      '~ 10000',
    ],
  },
  {
    name: 'EC25: the caller gives up while ATA waits',
    module: { family: 'ec25' },
    steps: [incoming, '~ 800', '< RING', '> ATA', scene => call(scene)?.hangUp(), '< NO CARRIER', '~ 10000'],
  },
  { name: 'EC200U: ATA without a call', module: { family: 'ec200u' }, steps: ['> ATA', '< +CME ERROR: 3'] },
  { name: 'EC25: ATA without a call', module: { family: 'ec25' }, steps: ['> ATA', '< NO CARRIER'] },
  {
    name: 'AT+CPAS: ready, ringing, in call',
    module: { family: 'generic' },
    steps: [
      '> AT+CPAS',
      '< +CPAS: 0',
      '< OK',
      incoming,
      '~ 800',
      '< RING',
      '> AT+CPAS',
      '< +CPAS: 3',
      '< OK',
      '> ATA',
      '~ 100',
      '< OK',
      '> AT+CPAS',
      '< +CPAS: 4',
      '< OK',
    ],
  },
]

describe('incoming calls', () => {
  it.each(cases)('$name', async ({ module, steps }) => {
    await playOn(module, steps)
  })

  it.each([
    { command: 'AT+CHUP', cause: 17 },
    { command: 'ATH', cause: 17 },
    { command: 'AT+CHLD=0', cause: 17 },
    { command: 'AT+QHUP=21', cause: 21 },
    { command: 'AT+QHUP=21,2', cause: 21 },
  ])('$command rejects: the caller hears cause $cause', async ({ command, cause }) => {
    const scene = await playOn({ family: 'ec25' }, [incoming, '~ 800', '< RING', `> ${command}`, '< OK', '~ 10000'])
    expect(call(scene)).toMatchObject({ state: 'released', cause })
  })

  it('AT+CVHU=1 makes ATH do nothing', async () => {
    const scene = await playOn({ family: 'ec25' }, [
      '> AT+CVHU=1',
      '< OK',
      incoming,
      '~ 800',
      '< RING',
      '> ATH',
      '< OK',
    ])
    expect(call(scene)?.state).toBe('alerting')
  })
})
