import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type FamilyName, startSimulator } from '../../src/simulator/index.ts'
import type { Ended } from './support/bounded-program.ts'
import { describeClient, has } from './support/client-test.ts'
import { parties } from './support/parties.ts'
import { Network, patience } from './support/scenario.ts'
import { Workbench } from './support/workbench.ts'

const { anna, ben, clara } = parties

/** Told | gammu then says | the network then knows. */
type Step = readonly [tell: string | ((network: Network) => void), says: RegExp, knows: readonly string[]]

const scenarios: readonly (readonly [name: string, steps: readonly Step[]])[] = [
  ['identifies it', [['identify', /Manufacturer +: Quectel\n(.*\n)*IMEI +: 861123040000000/, []]]],
  [
    'dials, sends keys, hangs up',
    [
      [`dialvoice ${anna}`, /^$/, [`active ${anna}`]],
      ['senddtmf 12#', /^$/, [`active ${anna}`, `${anna} heard 12#`]],
      ['cancelcall', /^$/, [`${anna} heard 12#`, `${anna} cleared 16`]],
    ],
  ],
  [
    'answers; the caller hangs up',
    [
      [n => n.call(ben), /^$/, [`incoming ${ben}`]],
      ['answercall', /^$/, [`active ${ben}`]],
      [n => n.callOf(ben).hangUp(), /^$/, [`${ben} cleared 16`]],
    ],
  ],
  [
    'rejects a call: the caller gets busy',
    [
      [n => n.call(ben), /^$/, [`incoming ${ben}`]],
      ['cancelcall', /^$/, [`${ben} cleared 17`]],
    ],
  ],
  [
    'diverts all calls',
    [
      [`divert set all voice ${clara}`, /Changed:/, []],
      ['divert get all voice', new RegExp(`Number +: ${clara}`), []],
      [n => n.call(ben), /^$/, [`${clara} called by ${ben}`]],
    ],
  ],
]

function drives(family: FamilyName): void {
  let workbench: Workbench
  let network: Network
  let pty: string

  beforeAll(async () => {
    workbench = await Workbench.set()
    const simulator = await startSimulator({ modules: [{ family }], speed: 4 })
    workbench.keep(() => simulator.close())
    network = new Network(simulator, Object.values(parties))
    pty = (await network.module.servePty({ link: workbench.path('pty') })).path
    await writeFile(workbench.path('gammurc'), `[gammu]\ndevice=${pty}\nconnection=at115200\n`)
  })
  afterAll(() => workbench.clear())

  const gammu = (command: string): Promise<Ended> =>
    workbench.start('gammu', ['--config', workbench.path('gammurc'), ...command.split(' ')]).finish()

  test.each(scenarios)('gammu %s', async (_name, steps) => {
    for (const [tell, says, knows] of steps) {
      if (typeof tell === 'string') expect(await gammu(tell)).toEqual({ code: 0, output: expect.stringMatching(says) })
      else tell(network)
      await vi.waitFor(() => expect([...network.knows()].sort()).toEqual([...knows].sort()), patience)
    }
    await network.tidy()
  })

  // It reads and writes its standard input and output; \d is a second, four on this simulator.
  test('chat plays a script: dials, sees the call alerting, hangs up', async () => {
    const script = `ABORT ERROR "" ATE0 OK ATD${clara}; OK \\dAT+CLCC ",0,3,0,0" ATH OK`
    await writeFile(workbench.path('chat'), script)
    const command = 'exec chat -v -s -t 10 -f "$1" <"$0" >"$0"'
    const chat = workbench.start('sh', ['-c', command, pty, workbench.path('chat')])
    const { code, output } = await chat.finish()
    expect(code, output).toBe(0)
    await vi.waitFor(() => expect(network.knows()).toEqual([`${clara} cleared 16`]), patience)
  })
}

describeClient('On a pseudo-terminal', [has('gammu'), has('chat')], () => {
  describe('with an EC25', () => drives('ec25'))
})
