import { describe, expect, it } from 'vitest'
import { assertDialable } from '../../src/calls/assert-dialable.ts'
import { decide } from '../../src/exchange/policy/decide.ts'
import type { DialPolicy } from '../../src/exchange/policy/dial-policy.ts'
import { readPolicy } from '../../src/exchange/policy/read-policy.ts'
import { noUsage } from '../../src/exchange/policy/usage.ts'
import { memoryTransportPair } from '../../src/transport/memory-transport.ts'
import { FakeIo } from '../cli/fake-io.ts'
import { errorOf } from '../support/error-of.ts'
import { noEmergencyTransport } from '../support/no-emergency-transport.ts'
import { simulatedExchange } from '../support/simulated-exchange.ts'
import { simulatedVoiceCall } from '../support/simulated-voice-call.ts'

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
    ['49', '+490112'],
    ['44', '+49112'],
    ['44', '141999'],
    ['44', '1470112'],
    ['61', '1831000'],
  ])('also of the country %s: %s', (country, number) => {
    expect(verdict(number, { country })).toMatchObject({ rule: 'emergency' })
  })

  it.each(['113', '15', '100', '061', '10111', '+39113', '+351115', '0039113'])(
    'of any country where the country is not known: %s',
    number => {
      for (const policy of [{}, { allow: [number] }]) {
        expect(verdict(number, policy)).toMatchObject({
          rule: 'emergency',
          remedy: expect.stringContaining('dialPolicy.country'),
        })
      }
    },
  )

  it.each([
    ['44', '100'],
    ['49', '113'],
    ['1', '199'],
  ])('which other countries have for something else: %s dials %s', (country, number) => {
    expect(verdict(number, { country })).toMatchObject({ kind: 'allowed' })
  })

  it.each(['10086', '1234', '8101911', '0101911'])('and that no other number looks like: %s', number => {
    expect(verdict(number)).toMatchObject({ kind: 'allowed' })
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

describe('a call for help that is allowed', () => {
  it.each([
    ['no SIM', { sim: 'absent' }],
    ['a PIN to be entered', { sim: 'pin' }],
    ['a network that denies it', { registration: { circuit: 3, packet: 3, eps: 3 } }],
    ['no registration', { registration: { circuit: 0, packet: 0, eps: 0 } }],
  ] as const)('is tried on a line with %s, where no other call is', async (_, module) => {
    const { exchange, sent, wait } = await simulatedExchange({
      modules: [module],
      dialPolicy: { emergency: 'allowed' },
    })
    expect((await wait(errorOf(exchange.dial('5550101')))).code).toBe('MODEM_NOT_READY')
    await wait(errorOf(exchange.dial('112')))
    expect(sent[0]?.filter(line => line.startsWith('ATD'))).toEqual(['ATD112;'])
  })

  it('takes a line that is ready before one that is not', async () => {
    const { exchange, sent, wait } = await simulatedExchange({
      modules: [{ sim: 'absent' }, {}],
      dialPolicy: { emergency: 'allowed' },
    })
    await wait(errorOf(exchange.dial('112')))
    expect(sent.map(lines => lines.filter(line => line.startsWith('ATD')))).toEqual([[], ['ATD112;']])
  })

  it('is not tried where the radio is off', async () => {
    const { exchange, modules, sent, wait, clock } = await simulatedExchange({
      modules: [{}],
      dialPolicy: { emergency: 'allowed' },
    })
    const [line] = exchange.lines
    await wait(line?.modem?.command('AT+CFUN=4') ?? Promise.resolve([]))
    await clock.advance(2_000)
    expect((await wait(errorOf(exchange.dial('112')))).context).toMatchObject({ condition: 'radio-off' })
    expect([sent[0]?.includes('ATD112;'), modules[0]?.truth()]).toEqual([false, []])
  })
})

describe('without an exchange', () => {
  it.each([
    ...everywhere,
    ...['+112', '*31#112', '#31#911', '*31#*31#112', '*31*112', '*67911', '*82911', '*82*67911', '+*67911'],
    ...['141999', '1470999', '141#31#112', '1831000', '0112', '+44999', '+420112', '00490112', '+4408'],
    ...['112*', '112A', '911C', 'A112', '1*12', '*67911*'],
  ])('a modem sends nothing for %s', async number => {
    const { modem, sent, during } = await simulatedVoiceCall('ec25')
    const refused = await during(errorOf(modem.dial(number)))
    expect([refused.code, refused.context.rule]).toEqual(['DIAL_REFUSED', 'emergency'])
    expect(sent).not.toContainEqual(expect.stringMatching(/^ATD/))
  })

  it('callStart gives -1 and says why', async () => {
    const { voiceCall, sent, during } = await simulatedVoiceCall('ec25')
    expect(await during(voiceCall.callStart('112'))).toBe(-1)
    expect([voiceCall.lastError?.code, voiceCall.lastError?.context.rule]).toEqual(['DIAL_REFUSED', 'emergency'])
    expect(sent).not.toContainEqual(expect.stringMatching(/^ATD/))
  })

  it('where it is allowed, the line is tried, which stops at the guard of the tests', async () => {
    const { voiceCall, sent, module, during } = await simulatedVoiceCall('ec25', { emergency: 'allowed' })
    expect(await during(voiceCall.callStart('112'))).toBe(-1)
    expect([sent.includes('ATD112;'), module.truth()]).toEqual([true, []])
  })

  it.each(['+4411999', '1411632960', '11212', '5550112', '+351910', '0118496'])(
    'takes no other for one: %s',
    number => {
      expect(() => assertDialable({ number })).not.toThrow()
    },
  )

  it.each(['*67911', '112A', '*31#*31#112'])('cellvoice dial --allow emergency %s sends nothing', async number => {
    const io = new FakeIo()
    expect(await io.run(['dial', number, '--port', 'sim', '--allow', 'emergency'])).not.toBe(0)
    expect([io.stderr.text, io.stdout.text]).toEqual([expect.stringContaining('is no telephone number'), ''])
  })

  it.each(['112', '*31#112'])('cellvoice dial %s sends nothing', async number => {
    const io = new FakeIo()
    expect(await io.run(['dial', number, '--port', 'sim'])).not.toBe(0)
    expect(io.stderr.text).toContain('is an emergency number, or may be one. Nothing was sent.')
    expect(io.stdout.text).toBe('')
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
    ['ATD*31#112;\r'],
  ])('throws at %j', async (...writes) => {
    await expect((async () => passedOn(...writes))()).rejects.toThrow('emergency')
  })

  it.each(['ATD5550101;\r', 'ATD11234567;\r', 'AT+CLCC\r', 'AT+VTD=112\r', 'AT+CPIN="0112"\r', 'AT&D2\r'])(
    'passes %j on',
    async line => expect(await passedOn(line)).toBe(line),
  )
})
