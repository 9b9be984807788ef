import { expect, test } from 'vitest'
import type { FamilyName } from '../../src/simulator/index.ts'
import { random } from '../support/random.ts'
import { simulatedVoiceCall } from '../support/simulated-voice-call.ts'

const ANSWERS_AT_ONCE = '10086'
const LIMIT_MS = 500

test.each<FamilyName>(['ec25', 'ec200u', 'ec600n', 'generic'])(
  '%s: an end that no line tells is known within half a second, whenever it comes',
  async family => {
    const next = random(1)
    for (let run = 0; run < 20; run++) {
      const { modem, module, network, clock, during } = await simulatedVoiceCall(family)
      const call = await during(modem.dial(ANSWERS_AT_ONCE), 3_000)
      module.inject({ kind: 'lose', matching: /^(NO CARRIER|BUSY|\^DSCI|\+QIND)/, rate: 1 })
      await clock.advance(Math.floor(400 * next()))
      network.subscriber(ANSWERS_AT_ONCE).call?.hangUp()
      const endedMs = clock.now()
      while (call.state !== 'ended' && clock.now() < endedMs + 10_000) await clock.advance(5)
      expect(clock.now() - endedMs).toBeLessThanOrEqual(LIMIT_MS)
      await during(modem.close())
    }
  },
)
