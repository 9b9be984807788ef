import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type FamilyName, startSimulator } from '../../src/simulator/index.ts'
import { describeClient, has } from './support/client-test.ts'
import { Ofono } from './support/ofono.ts'
import { ofonoServices } from './support/ofono-services.ts'
import { parties } from './support/parties.ts'
import { python } from './support/private-bus.ts'
import { Network, patience, play, type Scenario, scenariosOn, tidy } from './support/scenario.ts'
import { Workbench } from './support/workbench.ts'

const { anna, ben, dora, busy } = parties

const scenarios: readonly Scenario<Ofono>[] = [
  // What happens                             | what oFono then shows      | what the network then knows
  [
    'dials, is answered, hangs up',
    [
      [o => o.dial(anna), [`active ${anna}`], [`active ${anna}`]],
      [o => o.onCall(anna, 'Hangup'), [`${anna} ended: local`], [`${anna} cleared 16`]],
    ],
  ],
  [
    'dials without showing its number; the far side hangs up',
    [
      [o => o.dial(anna, 'enabled'), [`active ${anna}`], [`active ${anna}`, `${anna} sees no number`]],
      [(_, n) => n.callOf(anna).hangUp(), [`${anna} ended: remote`], [`${anna} sees no number`, `${anna} cleared 16`]],
    ],
  ],
  [
    'answers; the caller hangs up',
    [
      [(_, n) => n.call(ben), [`incoming ${ben}`], [`incoming ${ben}`]],
      [o => o.onCall(ben, 'Answer'), [`active ${ben}`], [`active ${ben}`]],
      [(_, n) => n.callOf(ben).hangUp(), [`${ben} ended: remote`], [`${ben} cleared 16`]],
    ],
  ],
  [
    'rejects a call: the caller gets busy',
    [
      [(_, n) => n.call(ben), [`incoming ${ben}`], [`incoming ${ben}`]],
      [o => o.onCall(ben, 'Hangup'), [`${ben} ended: local`], [`${ben} cleared 17`]],
    ],
  ],
  [
    'a caller without a number gives up',
    [
      [(_, n) => n.call(ben, { withheld: true }), ['incoming withheld'], ['incoming ']],
      [(_, n) => n.callOf(ben).hangUp(), ['withheld ended: remote'], [`${ben} cleared 16`]],
    ],
  ],
  [
    'holds a call and takes it up again',
    [
      [o => o.dial(anna), [`active ${anna}`], [`active ${anna}`]],
      [o => o.manage('SwapCalls'), [`held ${anna}`], [`held ${anna}`, `${anna} on hold`]],
      [o => o.manage('SwapCalls'), [`active ${anna}`], [`active ${anna}`]],
    ],
  ],
  [
    'a waiting call: hold and answer, swap, conference, private chat, hang up one and then all',
    [
      [o => o.dial(anna), [`active ${anna}`], [`active ${anna}`]],
      [(_, n) => n.call(ben), [`active ${anna}`, `waiting ${ben}`], [`active ${anna}`, `waiting ${ben}`]],
      [
        o => o.manage('HoldAndAnswer'),
        [`held ${anna}`, `active ${ben}`],
        [`held ${anna}`, `active ${ben}`, `${anna} on hold`],
      ],
      [
        o => o.manage('SwapCalls'),
        [`active ${anna}`, `held ${ben}`],
        [`active ${anna}`, `held ${ben}`, `${ben} on hold`],
      ],
      [
        o => o.manage('CreateMultiparty'),
        [`active ${anna} in conference`, `active ${ben} in conference`],
        [`active ${anna} in conference`, `active ${ben} in conference`],
      ],
      [
        o => o.privateChat(anna),
        [`active ${anna}`, `held ${ben}`],
        [`active ${anna}`, `held ${ben}`, `${ben} on hold`],
      ],
      [
        o => o.onCall(ben, 'Hangup'),
        [`active ${anna}`, `${ben} ended: local`],
        [`active ${anna}`, `${ben} cleared 16`],
      ],
      [
        o => o.manage('HangupAll'),
        [`${anna} ended: local`, `${ben} ended: local`],
        [`${anna} cleared 16`, `${ben} cleared 16`],
      ],
    ],
  ],
  [
    'a waiting call: release and answer',
    [
      [o => o.dial(anna), [`active ${anna}`], [`active ${anna}`]],
      [(_, n) => n.call(ben), [`active ${anna}`, `waiting ${ben}`], [`active ${anna}`, `waiting ${ben}`]],
      [
        o => o.manage('ReleaseAndAnswer'),
        [`active ${ben}`, `${anna} ended: local`],
        [`active ${ben}`, `${anna} cleared 16`],
      ],
    ],
  ],
  [
    'a waiting call: rejected',
    [
      [o => o.dial(anna), [`active ${anna}`], [`active ${anna}`]],
      [(_, n) => n.call(ben), [`active ${anna}`, `waiting ${ben}`], [`active ${anna}`, `waiting ${ben}`]],
      [
        o => o.onCall(ben, 'Hangup'),
        [`active ${anna}`, `${ben} ended: local`],
        [`active ${anna}`, `${ben} cleared 17`],
      ],
    ],
  ],
  [
    'sends keys',
    [
      [o => o.dial(anna), [`active ${anna}`], [`active ${anna}`]],
      [o => o.manage('SendTones', 's', '12#A'), [`active ${anna}`], [`active ${anna}`, `${anna} heard 12#A`]],
    ],
  ],
  [
    'transfers one call to another',
    [
      [o => o.dial(anna), [`active ${anna}`], [`active ${anna}`]],
      [o => o.dial(dora), [`held ${anna}`, `active ${dora}`], [`held ${anna}`, `active ${dora}`, `${anna} on hold`]],
      [o => o.manage('Transfer'), [`${anna} ended: local`, `${dora} ended: local`], []],
      [
        (_, n) => n.callOf(dora).hangUp(),
        [`${anna} ended: local`, `${dora} ended: local`],
        [`${anna} cleared 16`, `${dora} cleared 16`],
      ],
    ],
    ['generic', 'ec25', 'ec600n'],
  ],
  [
    'shows a call that is alerting',
    [
      [o => o.dial(ben), [`alerting ${ben}`], [`alerting ${ben}`]],
      [(_, n) => n.callOf(ben).answer(), [`active ${ben}`], [`active ${ben}`]],
    ],
    ['ec200u'], // The others let ATD wait for the far party: oFono switches +COLP on.
  ],
  ['dials a number that is busy', [[o => o.dial(busy), [`${busy} ended: remote`], [`${busy} cleared 17`]]], ['ec200u']],
  [
    'dials a number that is busy: told at once',
    [[o => expect(o.dial(busy)).rejects.toThrow('org.ofono.Error.Failed'), [], [`${busy} cleared 17`]]],
    ['generic', 'ec25', 'ec600n'],
  ],
]

/** The module under oFono: over TCP by the plugin `phonesim`, on a pseudo-terminal by the plugin `wavecom`. */
function drives(family: FamilyName, on: 'tcp' | 'pty'): void {
  let workbench: Workbench
  let ofono: Ofono
  let network: Network

  beforeAll(async () => {
    workbench = await Workbench.set()
    // oFono would take the data context that an EC25 lists on LTE for a call, so the network is an older one.
    const simulator = await startSimulator({ modules: [{ family, registration: { eps: 0 } }], speed: 4 })
    workbench.keep(() => simulator.close())
    network = new Network(simulator, Object.values(parties))
    const { module } = network
    ofono =
      on === 'tcp'
        ? await Ofono.onTcp(workbench, new URL((await module.serveTcp()).path).port)
        : await Ofono.onPty(workbench, (await module.servePty()).path)
  })
  afterAll(() => workbench.clear())
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(ofono.program.tail())
    await tidy(ofono, network)
  })

  test('brings it up', async () => {
    await ofono.set('Modem', 'Powered', true)
    await ofono.set('Modem', 'Online', true)
    await vi.waitFor(
      async () => expect(await ofono.get('Modem', 'Interfaces')).toContain('org.ofono.CallForwarding'),
      patience,
    )
    // The plugin `wavecom` has no interface for the registration.
    if (on === 'tcp') {
      await vi.waitFor(
        async () => expect(await ofono.get('NetworkRegistration', 'Status')).toBe('registered'),
        patience,
      )
    }
  })

  describe('calls', () => {
    test.each(scenariosOn(family, scenarios))('%s', (_name, steps) => play(ofono, network, steps))
  })
  describe('services', () => {
    test.each(scenariosOn(family, ofonoServices))('%s', (_name, steps) => play(ofono, network, steps))
  })
}

const needs = [has('ofonod'), has('dbus-daemon'), has('umockdev-run'), [python, '-c', 'import dbus, gi']]

describeClient('oFono', needs, () => {
  describe('drives a generic module over TCP', () => drives('generic', 'tcp'))
  describe('drives an EC200U over TCP', () => drives('ec200u', 'tcp'))
  describe('drives an EC600N over TCP', () => drives('ec600n', 'tcp'))
  describe('drives an EC25 on a pseudo-terminal', () => drives('ec25', 'pty'))
})
