import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallbackArguments } from '../../src/index.ts'
import type { FamilyName } from '../../src/simulator/index.ts'
import type { Transport } from '../../src/transport/index.ts'
import { SimulatorChild } from './simulator-child.ts'
import type { Serving } from './simulator-request.ts'
import { Telephone } from './telephone.ts'

/** Half the time of real life: a ring-back of 2 s, which only the list may show, must outlast its period. */
const speed = 2

/** What differs between the families, as far as the callback shows it. */
const families: readonly { readonly family: FamilyName; readonly firstIndex: number; readonly why: string }[] = [
  { family: 'ec25', firstIndex: 2, why: '^DSCI, ccinfo; a data context has id 1' },
  { family: 'ec200u', firstIndex: 1, why: '^DSCI; only AT+CEER tells why a call ended' },
  { family: 'ec600n', firstIndex: 1, why: 'no lines with ids, no AT+CEER: the list tells' },
  { family: 'generic', firstIndex: 1, why: 'plain 3GPP TS 27.007' },
]

const out = 0
const inc = 1

/** The main scenarios of a call, against the simulator in another process, for each family of modules. */
export function describeModem(serving: Serving, delivery?: (line: Transport) => Transport): void {
  describe.each(families)('$family ($why)', ({ family, firstIndex: id }) => {
    let simulator: SimulatorChild
    // Each scenario has modules of its own; so they can go on at the same time.
    beforeAll(async () => {
      simulator = await SimulatorChild.start({ families: Array<FamilyName>(9).fill(family), serving, speed })
    })
    afterAll(() => simulator.kill())

    test.concurrent('10086 rings, answers, talks and hangs up', async context => {
      const phone = await Telephone.open(simulator.module(0).path, context, delivery)
      expect(await phone.voiceCall.callStart('10086')).toBe(0)
      await phone.tells(
        [14, id, out, 2, 0, 0, '10086', 129],
        [15, id, out, 7, 0, 0, '10086', 129],
        [11, id, out, 3, 0, 0, '10086', 129],
        [12, id, out, 6, 0, 0, '10086', 129],
      )
      await phone.ended(['remote', 'NORMAL'])
    })

    test.concurrent('10010 is busy', async context => {
      const phone = await Telephone.open(simulator.module(1).path, context, delivery)
      expect(await phone.voiceCall.callStart('10010')).toBe(0)
      await phone.tells([14, id, out, 2, 0, 0, '10010', 129], [12, id, out, 6, 0, 0, '10010', 129])
      await phone.ended(['remote', 'BUSY'])
    })

    test.concurrent('nobody answers, and we give up', async context => {
      const phone = await Telephone.open(simulator.module(2).path, context, delivery)
      const told: CallbackArguments[] = [
        [14, id, out, 2, 0, 0, '5550102', 129],
        [15, id, out, 7, 0, 0, '5550102', 129],
      ]
      expect(await phone.voiceCall.callStart('5550102')).toBe(0)
      await phone.tells(...told)
      expect(await phone.voiceCall.callEnd()).toBe(0)
      await phone.tells(...told, [12, id, out, 6, 0, 0, '5550102', 129])
      await phone.ended(['local', 'NORMAL'])
      expect(await simulator.truth(2)).toEqual([])
    })

    test.concurrent('a call comes in, is answered, and the caller hangs up', async context => {
      const phone = await Telephone.open(simulator.module(3).path, context, delivery)
      const caller = '+15550109003'
      await simulator.call(caller, 3)
      await phone.tells([10, id, inc, 4, 0, 0, caller, 145])
      expect(await phone.voiceCall.callAnswer()).toBe(0)
      await phone.tells([10, id, inc, 4, 0, 0, caller, 145], [11, id, inc, 3, 0, 0, caller, 145])
      expect(await simulator.truth(3)).toMatchObject([{ state: 'active', number: caller }])
      await simulator.hangUp(caller)
      await phone.tells(
        [10, id, inc, 4, 0, 0, caller, 145],
        [11, id, inc, 3, 0, 0, caller, 145],
        [12, id, inc, 6, 0, 0, caller, 145],
      )
      await phone.ended(['remote', 'NORMAL'])
    })

    test.concurrent('a call comes in and the caller gives up', async context => {
      const phone = await Telephone.open(simulator.module(4).path, context, delivery)
      const caller = '+15550109004'
      await simulator.call(caller, 4)
      await phone.tells([10, id, inc, 4, 0, 0, caller, 145])
      await simulator.hangUp(caller)
      await phone.tells([10, id, inc, 4, 0, 0, caller, 145], [12, id, inc, 6, 0, 0, caller, 145])
      await phone.ended(['remote', 'NORMAL'])
    })

    test.concurrent('a call comes in and is rejected', async context => {
      const phone = await Telephone.open(simulator.module(5).path, context, delivery)
      const caller = '+15550109005'
      await simulator.call(caller, 5)
      await phone.tells([10, id, inc, 4, 0, 0, caller, 145])
      expect(await phone.voiceCall.callEnd()).toBe(0)
      await phone.tells([10, id, inc, 4, 0, 0, caller, 145], [12, id, inc, 6, 0, 0, caller, 145])
      await phone.ended(['local', 'NORMAL'])
      expect(await simulator.truth(5)).toEqual([])
    })

    test.concurrent('a second call waits, is taken, swapped and ended', async context => {
      const phone = await Telephone.open(simulator.module(6).path, context, delivery)
      const [first, second] = ['5550100', '+15550109006']
      expect(await phone.voiceCall.callStart(first)).toBe(0)
      await phone.tells(
        [14, id, out, 2, 0, 0, first, 129],
        [15, id, out, 7, 0, 0, first, 129],
        [11, id, out, 3, 0, 0, first, 129],
      )
      await simulator.call(second, 6)
      await phone.tellsInAnyOrder(3, [13, id + 1, inc, 5, 0, 0, second, 145])
      await phone.modem.holdOperation({ kind: 'swap' })
      await phone.tellsInAnyOrder(4, [16, id, out, 1, 0, 0, first, 129], [11, id + 1, inc, 3, 0, 0, second, 145])
      await phone.modem.holdOperation({ kind: 'swap' })
      await phone.tellsInAnyOrder(6, [11, id, out, 3, 0, 0, first, 129], [16, id + 1, inc, 1, 0, 0, second, 145])
      expect(await simulator.truth(6)).toMatchObject([
        { index: id, state: 'active', number: first },
        { index: id + 1, state: 'held', number: second },
      ])
      await phone.call(second).hangUp()
      await phone.tellsInAnyOrder(8, [12, id + 1, inc, 6, 0, 0, second, 145])
      expect(phone.call(first).state).toBe('active')
      expect(await phone.voiceCall.callEnd()).toBe(0)
      await phone.tellsInAnyOrder(9, [12, id, out, 6, 0, 0, first, 129])
      await phone.ended(['local', 'NORMAL'], ['local', 'NORMAL'])
    })

    test.concurrent('one module calls another', async context => {
      const [calling, called] = [simulator.module(7), simulator.module(8)]
      const caller = await Telephone.open(calling.path, context, delivery)
      const callee = await Telephone.open(called.path, context, delivery)
      expect(await caller.voiceCall.callStart(called.number)).toBe(0)
      await callee.tells([10, id, inc, 4, 0, 0, calling.number, 145])
      // Only then: where the list alone tells of ringing, it must be asked while it rings.
      await caller.tells([14, id, out, 2, 0, 0, called.number, 145], [15, id, out, 7, 0, 0, called.number, 145])
      expect(await callee.voiceCall.callAnswer()).toBe(0)
      await callee.tells([10, id, inc, 4, 0, 0, calling.number, 145], [11, id, inc, 3, 0, 0, calling.number, 145])
      await caller.tells(
        [14, id, out, 2, 0, 0, called.number, 145],
        [15, id, out, 7, 0, 0, called.number, 145],
        [11, id, out, 3, 0, 0, called.number, 145],
      )
      expect(await caller.voiceCall.callEnd()).toBe(0)
      await caller.ended(['local', 'NORMAL'])
      await callee.ended(['remote', 'NORMAL'])
      await callee.tellsInAnyOrder(2, [12, id, inc, 6, 0, 0, calling.number, 145])
    })
  })
}
