import { describe, expect, it } from 'vitest'
import { simulatedCallOps } from '../../support/simulated-call-ops.ts'
import { recentValue } from '../../support/simulated-exchange.ts'
import { pass } from '../../support/until.ts'

/** A call whose far end says 1000 and is told 200, the call's two ends, and what each hears. */
async function talking(...options: Parameters<typeof simulatedCallOps>) {
  const made = await simulatedCallOps(...options)
  const { leg, far, hears } = await made.connect('a', 1_000)
  const session = await made.wait(leg.session())
  const heard = recentValue()
  session.listen(frame => heard.hear(frame))
  session.setSource(frame => frame.fill(200).length > 0)
  /** What the application hears, and the far end, once the last half second is all of one kind. */
  const both = async () => {
    await pass(made.clock, 2_000)
    return [heard.value(), hears()]
  }
  return { ...made, leg, far, hears, both }
}

describe('what is heard of a call in the simulated network', () => {
  it.each([
    ['by the network', 'auto', 'held'],
    ['by the gateway', 'gateway', 'active'],
  ] as const)(
    'held %s and resumed: each hears the other, nobody, and the other again',
    async (_, holdMethod, state) => {
      const { callOps, both, leg } = await talking({ holdMethod })
      expect(await both()).toEqual([1_000, 200])
      callOps.callHold({ callid: 'call-1' })
      expect([await both(), leg.state]).toEqual([[0, 0], state])
      callOps.callUnhold({ callid: 'call-1' })
      expect([await both(), leg.state]).toEqual([[1_000, 200], 'active'])
    },
  )

  // We made the call: its caller is the application, which says 200, and its callee the far end, which says 1000.
  it.each([
    ['caller', [1_000, 0]],
    ['callee', [0, 200]],
  ] as const)('what the %s says is held: the other way goes on', async (leg, expected) => {
    const { callOps, both } = await talking()
    callOps.callHold({ callid: 'call-1', leg })
    expect(await both()).toEqual(expected)
    callOps.callUnhold({ callid: 'call-1', leg })
    expect(await both()).toEqual([1_000, 200])
  })

  it('a transfer by a bridge lets the two far ends hear each other, and held again neither', async () => {
    const { callOps, until, network, hears, clock } = await talking({ transferMethod: 'bridge' })
    callOps.callTransfer({ callid: 'call-1', leg: 'callee', destination: 'sip:5550100@gw' })
    await until(/ ok /)
    const target = network.subscriber('5550100').call
    target?.speak(new Int16Array(8_000 * 60).fill(70))
    const heard = recentValue()
    target?.listen(heard.hear)
    await pass(clock, 2_000)
    expect([hears(), heard.value()]).toEqual([70, 1_000])
    callOps.callHold({ callid: 'call-2', leg: 'caller' })
    await pass(clock, 2_000)
    expect([hears(), heard.value()]).toEqual([70, 0])
    callOps.callHold({ callid: 'call-2' })
    await pass(clock, 2_000)
    expect([hears(), heard.value()]).toEqual([0, 0])
    callOps.callUnhold({ callid: 'call-2' })
    await pass(clock, 2_000)
    expect([hears(), heard.value()]).toEqual([70, 1_000])
  })

  it('a transfer of the application gives it the other far end, with what it plays and hears', async () => {
    const { callOps, until, network, both, far } = await talking()
    callOps.callTransfer({ callid: 'call-1', leg: 'caller', destination: 'sip:5550100@gw' })
    await until(/ ok /)
    const target = network.subscriber('5550100').call
    target?.speak(new Int16Array(8_000 * 60).fill(70))
    const heard = recentValue()
    target?.listen(heard.hear)
    expect([(await both())[0], heard.value(), far.state]).toEqual([70, 200, 'released'])
  })
})
