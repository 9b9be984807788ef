import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type FamilyName, startSimulator } from '../../src/simulator/index.ts'
import { describeClient, has } from './support/client-test.ts'
import { ModemManager } from './support/modem-manager.ts'
import { parties } from './support/parties.ts'
import { python } from './support/private-bus.ts'
import { Network, play, type Scenario, scenariosOn, tidy } from './support/scenario.ts'
import { Workbench } from './support/workbench.ts'

// ModemManager finds the call it dialled by its number in +CLCC, and there with a + alone.
const anna = `+1${parties.anna}`
const clara = `+1${parties.clara}`
const { ben } = parties

/** Only some time after it shows an accepted call as active, ModemManager listens for the NO CARRIER that ends it. */
const talk = () => sleep(500)

const scenarios: readonly Scenario<ModemManager>[] = [
  // What happens                            | what ModemManager then shows | what the network then knows
  [
    'dials, is answered, hangs up',
    [
      [m => m.dial(clara), [`alerting ${clara}`], [`alerting ${clara}`]],
      [(_, n) => n.callOf(clara).answer(), [`active ${clara}`], [`active ${clara}`]],
      [m => m.onCall(clara, 'Hangup'), [`${clara} ended: terminated`], [`${clara} cleared 16`]],
    ],
  ],
  [
    'dials; the far side hangs up',
    [
      [m => m.dial(anna), [`active ${anna}`], [`active ${anna}`]],
      [(_, n) => n.callOf(anna).hangUp(), [`${anna} ended: unknown`], [`${anna} cleared 16`]],
    ],
  ],
  [
    'dials; the far side rejects the call',
    [
      [m => m.dial(clara), [`alerting ${clara}`], [`alerting ${clara}`]],
      [(_, n) => n.callOf(clara).hangUp(21), [`${clara} ended: unknown`], [`${clara} cleared 21`]],
    ],
  ],
  [
    'accepts; the caller hangs up',
    [
      [(_, n) => n.call(ben), [`incoming ${ben}`], [`incoming ${ben}`]],
      [m => m.onCall(ben, 'Accept'), [`active ${ben}`], [`active ${ben}`]],
      [talk, [`active ${ben}`], [`active ${ben}`]],
      [(_, n) => n.callOf(ben).hangUp(), [`${ben} ended: unknown`], [`${ben} cleared 16`]],
    ],
  ],
  [
    'rejects a call: the caller gets busy',
    [
      [(_, n) => n.call(ben), [`incoming ${ben}`], [`incoming ${ben}`]],
      [m => m.onCall(ben, 'Hangup'), [`${ben} ended: terminated`], [`${ben} cleared 17`]],
    ],
  ],
  [
    'the caller gives up',
    [
      [(_, n) => n.call(ben), [`incoming ${ben}`], [`incoming ${ben}`]],
      [(_, n) => n.callOf(ben).hangUp(), [`${ben} ended: unknown`], [`${ben} cleared 16`]],
    ],
  ],
  [
    'a waiting call: hold and accept, swap, conference, leave it, hang up all',
    [
      [m => m.dial(anna), [`active ${anna}`], [`active ${anna}`]],
      [(_, n) => n.call(ben), [`active ${anna}`, `waiting ${ben}`], [`active ${anna}`, `waiting ${ben}`]],
      [
        m => m.tell('HoldAndAccept'),
        [`held ${anna}`, `active ${ben}`],
        [`held ${anna}`, `active ${ben}`, `${anna} on hold`],
      ],
      [
        m => m.tell('HoldAndAccept'),
        [`active ${anna}`, `held ${ben}`],
        [`active ${anna}`, `held ${ben}`, `${ben} on hold`],
      ],
      [
        m => m.onCall(ben, 'JoinMultiparty'),
        [`active ${anna} in conference`, `active ${ben} in conference`],
        [`active ${anna} in conference`, `active ${ben} in conference`],
      ],
      [
        m => m.onCall(anna, 'LeaveMultiparty'),
        [`active ${anna}`, `held ${ben}`],
        [`active ${anna}`, `held ${ben}`, `${ben} on hold`],
      ],
      [
        m => m.onCall(anna, 'Hangup'),
        [`${anna} ended: terminated`, `held ${ben}`],
        [`held ${ben}`, `${ben} on hold`, `${anna} cleared 16`],
      ],
      [
        m => m.tell('HoldAndAccept'),
        [`${anna} ended: terminated`, `active ${ben}`],
        [`active ${ben}`, `${anna} cleared 16`],
      ],
      [
        m => m.tell('HangupAll'),
        [`${anna} ended: terminated`, `${ben} ended: terminated`],
        [`${anna} cleared 16`, `${ben} cleared 16`],
      ],
    ],
  ],
  [
    'a waiting call: hang up and accept',
    [
      [m => m.dial(anna), [`active ${anna}`], [`active ${anna}`]],
      [(_, n) => n.call(ben), [`active ${anna}`, `waiting ${ben}`], [`active ${anna}`, `waiting ${ben}`]],
      [
        m => m.tell('HangupAndAccept'),
        [`${anna} ended: terminated`, `active ${ben}`],
        [`active ${ben}`, `${anna} cleared 16`],
      ],
    ],
  ],
  [
    'sends keys',
    [
      [m => m.dial(anna), [`active ${anna}`], [`active ${anna}`]],
      [m => m.onCall(anna, 'SendDtmf', 's', '5'), [`active ${anna}`], [`active ${anna}`, `${anna} heard 5`]],
      [m => m.onCall(anna, 'SendDtmf', 's', '#'), [`active ${anna}`], [`active ${anna}`, `${anna} heard 5#`]],
    ],
  ],
  [
    'transfers one call to another',
    [
      [m => m.dial(anna), [`active ${anna}`], [`active ${anna}`]],
      [(_, n) => n.call(ben), [`active ${anna}`, `waiting ${ben}`], [`active ${anna}`, `waiting ${ben}`]],
      [
        m => m.tell('HoldAndAccept'),
        [`held ${anna}`, `active ${ben}`],
        [`held ${anna}`, `active ${ben}`, `${anna} on hold`],
      ],
      [m => m.tell('Transfer'), [`${anna} ended: transferred`, `${ben} ended: transferred`], []],
    ],
    ['generic', 'ec25', 'ec600n'],
  ],
  [
    'cannot transfer where the module has no AT+CHLD=4',
    [
      [m => m.dial(anna), [`active ${anna}`], [`active ${anna}`]],
      [
        m => expect(m.tell('Transfer')).rejects.toThrow('org.freedesktop.ModemManager1.Error'),
        [`active ${anna}`],
        [`active ${anna}`],
      ],
    ],
    ['ec200u'],
  ],
  [
    'switches call waiting off: the second caller gets busy',
    [
      [async m => expect(await m.tell('CallWaitingQuery')).toBe(true), [], []],
      [m => m.tell('CallWaitingSetup', 'b', false), [], []],
      [m => m.dial(anna), [`active ${anna}`], [`active ${anna}`]],
      [(_, n) => n.call(ben), [`active ${anna}`], [`active ${anna}`, `${ben} cleared 17`]],
      [m => m.tell('CallWaitingSetup', 'b', true), [`active ${anna}`], [`active ${anna}`, `${ben} cleared 17`]],
    ],
  ],
]

/** What ModemManager says of a module. */
type Identity = readonly [plugin: string, manufacturer: string, model: string]

function drives(family: FamilyName, identity: Identity): void {
  let workbench: Workbench
  let modemManager: ModemManager
  let network: Network

  beforeAll(async () => {
    workbench = await Workbench.set()
    const simulator = await startSimulator({ modules: [{ family }], speed: 4 })
    workbench.keep(() => simulator.close())
    network = new Network(simulator, [anna, ben, clara])
    const { path } = await network.module.serveTcp()
    modemManager = await ModemManager.start(workbench, new URL(path).port, identity[0])
  })
  afterAll(() => workbench.clear())
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(modemManager.program.tail())
    await tidy(modemManager, network)
  })

  test('brings it up: identified, enabled, registered', async () => {
    expect(await modemManager.identity()).toEqual(identity)
    await modemManager.enable()
  })

  test.each(scenariosOn(family, scenarios))('%s', (_name, steps) => play(modemManager, network, steps))
}

const needs = [has('ModemManager'), has('dbus-daemon'), has('socat'), [python, '-c', 'import dbus, gi']]

describeClient('ModemManager', needs, () => {
  describe('drives a generic module', () => drives('generic', ['generic', 'Cellvoice', 'Generic 27.007']))
  describe('drives an EC25', () => drives('ec25', ['quectel', 'Quectel', 'EC25']))
  describe('drives an EC200U', () => drives('ec200u', ['quectel', 'Quectel', 'EC200U']))
})
