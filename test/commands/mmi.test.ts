import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mmiCommand } from '../../src/commands/mmi.ts'

describe('what is dialled as a number', () => {
  it.each([
    ['600700800', 'ATD600700800;'],
    ['+441632960961', 'ATD+441632960961;'],
    ['10086', 'ATD10086;'],
    ['*30#600700800', 'ATD*30#600700800;'],
    ['#31#600700800', 'ATD600700800I;'],
    ['*31#+441632960961', 'ATD+441632960961i;'],
    ['*100', 'ATD*100;'],
  ])('%s gives %s', (input, command) => {
    expect(mmiCommand(input)).toEqual({ kind: 'dial', command })
  })
})

describe('what is dialled as a service', () => {
  it.each([
    // Forwarding: 22.030 annex B, 27.007 7.11.
    ['**21*+48666555444#', 'AT+CCFC=0,3,"+48666555444",145'],
    ['**21*666555444*11#', 'AT+CCFC=0,3,"666555444",129,1'],
    ['**61*666555444**20#', 'AT+CCFC=2,3,"666555444",129,,,,20'],
    ['**61*666555444*11*5#', 'AT+CCFC=2,3,"666555444",129,1,,,5'],
    ['*67#', 'AT+CCFC=1,1'],
    ['#67#', 'AT+CCFC=1,0'],
    ['##62#', 'AT+CCFC=3,4'],
    ['*#67#', 'AT+CCFC=1,2'],
    ['*#21**11#', 'AT+CCFC=0,2,,,1'],
    ['##21**13#', 'AT+CCFC=0,4,,,4'],
    ['**002*666555444#', 'AT+CCFC=4,3,"666555444"'],
    // Barring: 27.007 7.4.
    ['*331*1234#', 'AT+CLCK="OI",1,"1234"'],
    ['#332*1234*13#', 'AT+CLCK="OX",0,"1234",4'],
    ['*35*1234#', 'AT+CLCK="AI",1,"1234"'],
    ['*#351#', 'AT+CLCK="IR",2'],
    ['*#33**11#', 'AT+CLCK="AO",2,,1'],
    ['#330*1234#', 'AT+CLCK="AB",0,"1234"'],
    ['#333*1234#', 'AT+CLCK="AG",0,"1234"'],
    ['#353*1234#', 'AT+CLCK="AC",0,"1234"'],
    // Passwords and PINs: 22.030 6.5.4, 6.6. A PIN is never sent to the network as text.
    ['**03**1234*4321*4321#', 'AT+CPWD="AB","1234","4321"'],
    ['*03*33*1234*4321*4321#', 'AT+CPWD="AO","1234","4321"'],
    ['**04*1234*56789*56789#', 'AT+CPWD="SC","1234","56789"'],
    ['**042*1234*5678*5678#', 'AT+CPWD="P2","1234","5678"'],
    ['**05*12345678*1234*1234#', 'AT+CPIN="12345678","1234"'],
    // Presentation and restriction, waiting.
    ['*30#', 'AT+CLIP=1'],
    ['#30#', 'AT+CLIP=0'],
    ['*43*11#', 'AT+CCWA=1,1,1'],
    ['#43*13#', 'AT+CCWA=1,0,4'],
    ['*#43#', 'AT+CCWA=1,2'],
  ])('%s gives %s', (input, command) => {
    expect(mmiCommand(input)).toEqual({ kind: 'command', command })
  })
})

describe('what is dialled as USSD', () => {
  it.each(['*100#', '*100*#', '*101*1*2#', '#123#', '*#100#', '100#', '*1#', '#', '**77#', '*#06*1#'])(
    '%s goes out as it is',
    input => {
      expect(mmiCommand(input)).toEqual({ kind: 'command', command: `AT+CUSD=1,"${input}",15` })
    },
  )
})

describe('what nothing is sent for', () => {
  it.each([
    ['nothing', ''],
    ['letters', 'hello'],
    ['a quote', '*100#"'],
    ['a second command', '*100#;ATH'],
    ['CR', '*100#\r'],
    ['a blank', '*100 #'],
    ['a plus alone', '+'],
    ['too many digits', '9'.repeat(41)],
    ['too long a code', `*100*${'1'.repeat(160)}#`],
    ['registration of a bar', '**33#'],
    ['erasure of a bar', '##33#'],
    ['a bar of everything', '*330*1234#'],
    ['a question for all bars', '*#330#'],
    ['a bar with a short password', '*33*123#'],
    ['a basic service that does not exist', '*33*1234*14#'],
    ['registration of forwarding without a number', '**21#'],
    ['forwarding to no number at all', '**21*+#'],
    ['forwarding to letters', '**21*ABC+1#'],
    ['a question with a number', '*#21*666555444#'],
    ['a question for all forwarding', '*#002#'],
    ['forwarding after no time', '**61*666555444**0#'],
    ['forwarding after too long a time', '**61*666555444**31#'],
    ['forwarding with more parts', '**21*666555444*11*20*1#'],
    ['registration of waiting', '**43#'],
    ['waiting for no such service', '*43*99999#'],
    ['erasure of the number presentation', '##30#'],
    ['restriction of a basic service', '*31*11#'],
    ['passwords that differ', '**03*330*1234*4321*4322#'],
    ['a password for no such service', '**03*21*1234*4321*4321#'],
    ['a password that is too short', '**03*330*123*432*432#'],
    ['a PIN that is too short', '**04*123*4567*4567#'],
    ['PINs that differ', '**04*1234*4567*4568#'],
    ['a PIN without a repetition', '**04*1234*4567#'],
    ['a question for the PIN', '*#04*1234*4567*4567#'],
    ['a PUK that is too short', '**05*1234*4567*4567#'],
    ['a PUK2', '**052*12345678*4567*4567#'],
  ])('%s', (_name, input) => {
    expect(mmiCommand(input)).toMatchObject({ kind: 'invalid' })
  })
})

describe('any string', () => {
  const dialled = fc.string({ unit: fc.constantFrom(...'0123456789*#+') })

  it('gives one command line or none', () => {
    fc.assert(
      fc.property(fc.oneof(dialled, fc.string()), input => {
        const outcome = mmiCommand(input)
        if (outcome.kind === 'invalid') return
        expect(outcome.command).toMatch(/^AT(D\+?[0-9*#ABC]+[Ii]?;|[+A-Z]+(\?|=[0-9A-Z*#+",]+)?)$/)
        expect([...outcome.command].filter(character => character === '"').length % 2).toBe(0)
      }),
      { numRuns: 2000 },
    )
  })

  it('never takes a PIN for USSD', () => {
    const service = fc.constantFrom('04', '042', '05', '052', '03')
    const part = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 9 })
    fc.assert(
      fc.property(fc.constantFrom('*', '**', '#', '##', '*#'), service, fc.array(part), (begin, code, parts) => {
        const outcome = mmiCommand(`${[`${begin}${code}`, ...parts].join('*')}#`)
        if (outcome.kind !== 'invalid') expect(outcome.command).not.toContain('CUSD')
      }),
    )
  })
})
