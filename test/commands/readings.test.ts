import { describe, expect, it } from 'vitest'
import type { Response } from '../../src/at/command.ts'
import { queryForwarding } from '../../src/commands/ccfc.ts'
import { queryWaiting } from '../../src/commands/ccwa.ts'
import { listCurrentCalls } from '../../src/commands/clcc.ts'
import { callingLinePresentation } from '../../src/commands/clip.ts'
import { callingLineRestriction } from '../../src/commands/clir.ts'
import { currentOperator } from '../../src/commands/cops.ts'
import { isUnsolicited, messageOf } from '../../src/commands/dictionary.ts'
import { imsState } from '../../src/commands/qcfg-ims.ts'
import { networkInformation } from '../../src/commands/qnwinfo.ts'
import { simInsertion } from '../../src/commands/qsimstat.ts'
import { circuitRegistration } from '../../src/commands/registration.ts'
import { simState } from '../../src/commands/sim.ts'

const answered = (...lines: readonly string[]): Response => ({ lines, final: { kind: 'ok' }, data: new Uint8Array() })

describe('unsolicited lines', () => {
  it.each([
    ['RING', { kind: 'ring', voice: true }],
    ['+CRING: FAX', { kind: 'ring', voice: false, type: 'FAX' }],
    ['+CLIP: "",128,,,,1', { kind: 'calling-line', number: '', numberType: 128, validity: 1 }],
    ['+CLIP: "021510",129,,,"ALPHA, Ltd",0', { kind: 'calling-line', alpha: 'ALPHA, Ltd', validity: 0 }],
    ['+CLIP: "+15550000001",145,"",0,,0', { kind: 'calling-line', number: '+15550000001', validity: 0 }],
    ['+CCWA: "02154450293",129,1', { kind: 'call-waiting', number: '02154450293', numberType: 129 }],
    ['+COLP: "15550000001",129,,,', { kind: 'connected-line', number: '15550000001', numberType: 129 }],
    ['+COLP: "",0,"",0', { kind: 'connected-line', number: '', numberType: null }],
    ['^DSCI: 2,0,7,0,133,129', { kind: 'dsci', index: 2, state: 'alerting', mode: 'voice', inbandTones: null }],
    ['^DSCI: 1,0,2,0,10086,129,0', { kind: 'dsci', state: 'dialing', inbandTones: false }],
    ['^DSCI: 1,0,3,1,,129', { kind: 'dsci', mode: 'data' }],
    ['^DSCI: 0,0,3,0,10086,129', { kind: 'dsci', index: null, state: 'active' }],
    ['^DSCI: 1,0,3,0,0,"13611112222",129,,,128,"",0', { kind: 'dsci', state: 'alerting', cause: null }],
    ['^DSCI: 1,0,6,0,0,"13611112222",129,,17,128,"",255', { kind: 'dsci', state: 'ended', cause: 17 }],
    ['^DSCI: 1,0,2,1,0,18000000001,129,,,,0', { kind: 'dsci', state: 'dialing', mode: 'voice' }],
    ['+QIND: "ccinfo",4,1,-1,0,0,"0900000001",128', { kind: 'call-information', index: 4, state: 'ended' }],
    ['+QIND:"ccinfo", 2 , 0 , 3 , 0 , 0 ,"10086", 129', { kind: 'call-information', index: 2, state: 'alerting' }],
    ['+QIND: "csq",31,0', { kind: 'signal-quality', rssi: 31, ber: 0 }],
    ['+QIND: "act","LTE"', { kind: 'access-technology', value: 'LTE', technology: '4G' }],
    ['+QIND: "act","UNKNOWN"', { kind: 'access-technology', technology: 'unknown' }],
    ['+QIND: "act","constructor"', { kind: 'access-technology', technology: 'unknown' }],
    ['+QIND: PB DONE', { kind: 'indication', event: 'pb done', values: [] }],
    ['+QTONEDET: 42', { kind: 'tone', tone: '*' }],
    ['+CSSU: 2', { kind: 'call-notification', code: 2 }],
    ['+CREG: 1,"D509","80D413D",7', { kind: 'registration', domain: '+CREG', stat: 1, technology: 7 }],
    ['+CEREG: 5', { kind: 'registration', domain: '+CEREG', stat: 5, roaming: true, area: null }],
    ['+CREG: 1,D509,80D413D', { kind: 'registration', stat: 1, area: 'D509' }],
    ['+CREG: 1,9110,7E6', { kind: 'registration', stat: 1, area: '9110' }],
    ['+CPIN: NOT READY', { kind: 'sim-state', state: 'NOT READY' }],
    ['+CPIN: SIM BOGUS', { kind: 'sim-state', state: 'unknown' }],
    ['+CFUN: 4', { kind: 'functionality', level: 4 }],
    ['+CUSD: 4', { kind: 'ussd', state: 'not-supported', text: null, dcs: null }],
    ['+CUSD: 0,"text" ,15', { kind: 'ussd', state: 'done', text: 'text', dcs: 15 }],
    ['+CUSD: 1,"say ""yes"", or no",15', { kind: 'ussd', state: 'reply-expected', text: 'say ""yes"", or no' }],
    ['+CUSD: 2,""', { kind: 'ussd', state: 'released', text: '', dcs: null }],
    ['VOICE CALL: BEGIN', { kind: 'passed-over', key: 'VOICE CALL:' }],
  ])('%s', (line, message) => {
    expect(messageOf(line)).toMatchObject(message)
    expect(isUnsolicited(line)).toBe(true)
  })

  it.each([
    '+CLIP: 1,1',
    '+CLIP: 77,1',
    '+CLIP: 0',
    '+COLP: 0,2',
    '+CCWA: 1,1',
    '+CCWA: 0,255',
    '+CCWA: 1',
    '^DSCI: 1',
    '+QTONEDET: 1',
    '+CREG: 2,1,"D509","80D413D",7',
    '+CREG: 0,2',
  ])('%s is the answer of a read command, not one of them', line => {
    expect(isUnsolicited(line)).toBe(false)
  })

  it.each([
    ['no such state', '^DSCI: 1,0,12,0,10086,129'],
    ['no such direction', '^DSCI: 1,2,3,0,10086,129'],
    ['no state', '^DSCI: 1,0'],
    ['no such state', '+QIND: "ccinfo",2,1,9,0,0,"1",129'],
    ['half a signal', '+QIND: "csq",20'],
    ['no technology', '+QIND: "act"'],
    ['no such ring', '+CRING: BUMMER'],
    ['no such tone', '+QTONEDET: 200'],
    ['no such registration', '+CREG: 12'],
    ['nothing', '+CREG:'],
    ['no such USSD state', '+CUSD: 9,"x",15'],
    ['USSD text that never closes', '+CUSD: 0,"x'],
    ['no memory', '+CMTI: ,1'],
    ['a negative index', '+CMTI: "ME",-1'],
    ['another key that begins the same', '+CUSDD: 0,"x",15'],
    ['a word that begins the same', 'RINGING'],
  ])('%s: %s says nothing', (_why, line) => {
    expect(messageOf(line)).toBeNull()
  })
})

describe('answers', () => {
  it('list only the calls that can be read', () => {
    const lines = [
      '+CLCC: 1,1,0,1,0,"",128',
      '+CLCC: 1,1,9,0,0,"1",129',
      '+CLCC: x',
      '+CLCC: 5,0,0,0,0,"sip:mmtel",128',
    ]
    expect(listCurrentCalls.decode(answered(...lines), undefined)).toMatchObject([
      { index: 1, mode: 'data' },
      { index: 5, mode: 'voice', number: 'sip:mmtel', numberType: 128 },
    ])
  })

  it('tell of forwarding in each form, and nothing where one line cannot be read', () => {
    const read = (...lines: readonly string[]) => queryForwarding.decode(answered(...lines), 'unconditional')
    expect(read('+CCFC:1,1,"10086",129,,,20')).toEqual([
      { active: true, serviceClass: 1, number: '10086', numberType: 129, noReplySeconds: 20 },
    ])
    expect(read('+CCFC:0,1')).toMatchObject([{ active: false, serviceClass: 1, number: null }])
    expect(read('+CCFC: 0')).toMatchObject([{ active: false, serviceClass: null, number: null }])
    expect(read()).toEqual([])
    expect(read('+CCFC: 1,1,"1",129', '+CCFC: 2,1')).toBeNull()
    expect(read('+CCFC: 1,"+48111222333",145')).toBeNull()
    expect(read('+CCFC: 1,256')).toBeNull()
  })

  it('tell of waiting', () => {
    expect(queryWaiting.decode(answered('+CCWA: 1,1', '+CCWA: 1,4'), undefined)).toEqual([
      { active: true, serviceClass: 1 },
      { active: true, serviceClass: 4 },
    ])
    expect(queryWaiting.decode(answered('+CCWA: 1'), undefined)).toBeNull()
  })

  it.each([
    ['+CLIP: 1,2', { announced: true, provisioned: null }],
    ['+CLIP: 2,1', null],
    ['+CLIP: 1,3', null],
    ['+CLIP: 1', null],
    ['+CLIP: 1,1,1', null],
  ])('%s to AT+CLIP?', (line, expected) => {
    expect(callingLinePresentation.decode(answered(line), undefined)).toEqual(expected)
  })

  it.each([
    ['+CLIR: 0,2', { n: 0, status: 'unknown' }],
    ['+CLIR: 3,1', null],
    ['+CLIR: 1,5', null],
    ['+CLIR: 1', null],
    ['+CLIR: 1,4,6', null],
    ['+CLIR: -1,1', null],
  ])('%s to AT+CLIR?', (line, expected) => {
    expect(callingLineRestriction.decode(answered(line), undefined)).toEqual(expected)
  })

  it.each([
    ['+COPS: 0', { selection: 0, operator: null, technology: null }],
    ['+COPS: 1,2,"46011",7', { selection: 1, operator: '46011', technology: 7 }],
    ['+COPS: 9,0,"x"', null],
    ['+COPS:', null],
  ])('%s to AT+COPS?', (line, expected) => {
    expect(currentOperator.decode(answered(line), undefined)).toEqual(expected)
  })

  it.each([
    ['+QNWINFO: "No Service"', { technology: 'No Service', operator: null, band: null, channel: null }],
    ['+QNWINFO: "FDD LTE",46011,"LTE BAND 3",1650', { technology: 'FDD LTE', operator: '46011', channel: 1650 }],
  ])('%s to AT+QNWINFO', (line, expected) => {
    expect(networkInformation.decode(answered(line), undefined)).toMatchObject(expected)
  })

  it.each([
    ['+QCFG: "ims",1,1', { ims: 'on', volteReady: true }],
    ['+QCFG: "ims",2,0', { ims: 'off', volteReady: false }],
    ['+QCFG: "ims",3,0', null],
    ['+QCFG: "ims",1', null],
  ])('%s to AT+QCFG="ims"', (line, expected) => {
    expect(imsState.decode(answered(line), undefined)).toEqual(expected)
  })

  it('are read as what nobody knows where there is no line', () => {
    expect(simState.decode(answered(), undefined)).toBe('unknown')
    expect(simInsertion.decode(answered(), undefined)).toEqual({ enabled: null, inserted: null })
    expect(circuitRegistration.query.decode(answered(), undefined)).toBeNull()
    expect(networkInformation.decode(answered(), undefined)).toBeNull()
  })
})
