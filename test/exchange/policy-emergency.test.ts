import { describe, expect, it } from 'vitest'
import { decide } from '../../src/exchange/policy/decide.ts'
import type { DialPolicy } from '../../src/exchange/policy/dial-policy.ts'
import { readPolicy } from '../../src/exchange/policy/read-policy.ts'
import { noUsage } from '../../src/exchange/policy/usage.ts'
import { memoryTransportPair } from '../../src/transport/memory-transport.ts'
import { errorOf } from '../support/error-of.ts'
import { noEmergencyTransport } from '../support/no-emergency-transport.ts'
import { simulatedExchange } from '../support/simulated-exchange.ts'

// The one test with emergency numbers in it. None of them can leave it: every line of a test is guarded, which is shown here.

const everywhere = ['112', '911', '000', '08', '110', '999', '118', '119']

function verdict(number: string, policy: DialPolicy = {}) {
  return decide(readPolicy(policy), noUsage, number, 0)
}

describe('an emergency number', () => {
  it.each(everywhere)('%s is refused whatever the lists say', number => {
    for (const policy of [{}, { country: '44' }, { allow: [number, `+${number}`] }]) {
      expect(verdict(number, policy)).toMatchObject({ kind: 'refused', rule: 'emergency' })
      expect(verdict(`+${number}`, policy)).toMatchObject({ kind: 'refused', rule: 'emergency' })
    }
  })

  it.each([
    ['33', '15'],
    ['33', '18'],
    ['39', '113'],
    ['41', '144'],
    ['64', '111'],
    ['49', '+49112'],
    ['49', '0112'],
    ['49', '0049112'],
    ['44', '+44999'],
  ])('also of the country %s: %s', (country, number) => {
    expect(verdict(number, { country })).toMatchObject({ rule: 'emergency' })
  })

  it.each([
    ['44', '01119990000'],
    ['49', '+4911234567'],
    ['33', '1500'],
  ])('but not where %s only begins like that: %s', (country, number) => {
    expect(verdict(number, { country })).toMatchObject({ kind: 'allowed' })
  })

  it('is allowed only in so many words, and then nothing holds it up or cuts it short', () => {
    const strict = { allow: [], day: { calls: 0, minutes: 0 }, callsPerMinute: 1, maxCallMinutes: 1 }
    const allowed = { kind: 'allowed', maxMs: Number.POSITIVE_INFINITY, isEmergency: true }
    expect(verdict('112', { ...strict, emergency: 'allowed' })).toEqual(allowed)
    expect(verdict('15', { ...strict, emergency: 'allowed', country: '33' })).toEqual(allowed)
  })

  it.each(everywhere)('%s: the exchange sends nothing', async number => {
    const { exchange, sent, clock } = await simulatedExchange({ modules: [{}] })
    const refused = await errorOf(exchange.dial(number))
    expect([refused.code, refused.context]).toMatchObject([
      'DIAL_REFUSED',
      { cause: { name: 'BARRED' }, rule: 'emergency' },
    ])
    await clock.advance(100)
    expect(sent[0]?.filter(line => line.startsWith('ATD'))).toEqual([])
  })
})

describe('the guard of the tests', () => {
  it.each(everywhere)('stops %s where the policy would let it through', async number => {
    const { exchange, modules, sent, wait } = await simulatedExchange({
      modules: [{}],
      dialPolicy: { emergency: 'allowed' },
    })
    await expect(wait(exchange.dial(number))).rejects.toThrow()
    expect([sent[0]?.includes(`ATD${number};`), modules[0]?.truth()]).toEqual([true, []])
  })

  const passedOn = async (...writes: readonly string[]): Promise<string> => {
    const [host, module] = memoryTransportPair()
    let received = ''
    await module.open({
      onData: bytes => {
        received += Buffer.from(bytes).toString('latin1')
      },
      onLost() {},
    })
    const guarded = noEmergencyTransport(host)
    await guarded.open({ onData() {}, onLost() {} })
    for (const text of writes) await guarded.write(Buffer.from(text, 'latin1'))
    return received
  }

  it.each([
    ['ATD112;\r'],
    ['ATD+112;\r'],
    ['atd112\r'],
    ['ATDT 112;\r'],
    ['ATD112I;\r'],
    ['ATE0D911;\r'],
    ['AT\rATD999;\r'],
    ['ATD1', '12;\r'],
    ['ATD1-1-2;\r'],
  ])('throws at %j', async (...writes) => {
    await expect((async () => passedOn(...writes))()).rejects.toThrow('emergency')
  })

  it.each(['ATD5550101;\r', 'ATD11234567;\r', 'AT+CLCC\r', 'AT+VTD=112\r', 'AT+CPIN="0112"\r', 'AT&D2\r'])(
    'passes %j on',
    async line => expect(await passedOn(line)).toBe(line),
  )
})
