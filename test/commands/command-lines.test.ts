import { describe, expect, it } from 'vitest'
import type { CommandDeclaration } from '../../src/at/command.ts'
import { setForwarding } from '../../src/commands/ccfc.ts'
import { setWaiting } from '../../src/commands/ccwa.ts'
import { holdOperation } from '../../src/commands/chld.ts'
import { setBarring } from '../../src/commands/clck.ts'
import { setCallingLineRestriction } from '../../src/commands/clir.ts'
import { cancelUssd, sendUssd } from '../../src/commands/cusd.ts'
import { dial } from '../../src/commands/dial.ts'
import {
  deleteFile,
  downloadFile,
  listFiles,
  MAX_FILE_BYTES,
  MAX_READ_BYTES,
  uploadFile,
} from '../../src/commands/files.ts'
import { hangUpWithCause } from '../../src/commands/hang-up.ts'
import { setIms } from '../../src/commands/qcfg-ims.ts'
import { setSimInsertion } from '../../src/commands/qsimstat.ts'
import { rawCommand } from '../../src/commands/raw.ts'
import { MAX_TONES, sendTones } from '../../src/commands/vts.ts'

/** A command with arguments, its types forgotten. */
function asked<Args>(declaration: CommandDeclaration<Args, unknown>, args: Args): () => string {
  return () => declaration.text(args)
}

const voice = { reason: 'no-reply', action: 'register', number: '+441632960961' } as const
const bar = { facility: 'AO', on: true, password: '1234' } as const

describe('command lines', () => {
  it.each([
    ['ATD10086;', asked(dial, { number: '10086' })],
    ['ATD10086I;', asked(dial, { number: '10086', callerIdentity: 'hide' })],
    ['ATD+441632960961i;', asked(dial, { number: '+441632960961', callerIdentity: 'show' })],
    ['AT+CHLD=0', asked(holdOperation, { kind: 'release-held' })],
    ['AT+CHLD=13', asked(holdOperation, { kind: 'release-one', index: 3 })],
    ['AT+CHLD=21', asked(holdOperation, { kind: 'private', index: 1 })],
    ['AT+CHLD=4', asked(holdOperation, { kind: 'transfer' })],
    ['AT+CCFC=2,3,"+441632960961",145,1,,,20', asked(setForwarding, { ...voice, noReplySeconds: 20 })],
    ['AT+CCFC=1,3,"10086",129,7', asked(setForwarding, { ...voice, reason: 'busy', number: '10086', serviceClass: 7 })],
    ['AT+CCFC=4,4,,,1', asked(setForwarding, { reason: 'all', action: 'erase' })],
    ['AT+CCWA=1,0,1', asked(setWaiting, { on: false })],
    ['AT+CLCK="AO",0,"1234",1', asked(setBarring, { ...bar, on: false })],
    ['AT+VTS="5"', asked(sendTones, { tones: '5' })],
    ['AT+VTS="*#0AD",3', asked(sendTones, { tones: '*#0AD', durationMs: 300 })],
    ['AT+CUSD=1,"1",15', asked(sendUssd, '1')],
    ['AT+CUSD=2', asked(cancelUssd, undefined)],
    ['AT+CLIR=2', asked(setCallingLineRestriction, 2)],
    ['AT+QCFG="ims",0', asked(setIms, 'mbn')],
    ['AT+QCFG="ims",2', asked(setIms, 'off')],
    ['AT+QSIMSTAT=0', asked(setSimInsertion, false)],
    ['AT+QFLST="UFS:*.wav"', asked(listFiles, 'UFS:*.wav')],
    ['AT+CSQ;+CREG?', asked(rawCommand('AT+CSQ;+CREG?'), undefined)],
  ])('%s', (text, send) => {
    expect(send()).toBe(text)
  })

  it.each([
    ['a number with a second command', asked(dial, { number: '1;+CHUP' })],
    ['a call id of 0', asked(holdOperation, { kind: 'release-one', index: 0 })],
    ['a call id of 8', asked(hangUpWithCause, { cause: 16, index: 8 })],
    ['forwarding to a name', asked(setForwarding, { ...voice, number: 'Anna' })],
    ['forwarding after 31 s', asked(setForwarding, { ...voice, noReplySeconds: 31 })],
    ['forwarding of no class', asked(setForwarding, { ...voice, serviceClass: 0 })],
    ['a password that closes its quote', asked(setBarring, { ...bar, password: '1"' })],
    ['a password that is too long', asked(setBarring, { ...bar, password: '123456789' })],
    ['no tone', asked(sendTones, { tones: '' })],
    ['no such tone', asked(sendTones, { tones: '12E' })],
    ['a pause among tones', asked(sendTones, { tones: '1,2' })],
    ['too many tones', asked(sendTones, { tones: '1'.repeat(MAX_TONES + 1) })],
    ['tones of no time', asked(sendTones, { tones: '1', durationMs: 0 })],
    ['tones of 150 ms', asked(sendTones, { tones: '1', durationMs: 150 })],
    ['tones of 2 s', asked(sendTones, { tones: '1', durationMs: 2000 })],
    ['USSD that ends the line', asked(sendUssd, '*100#\r')],
    ['USSD that is too long', asked(sendUssd, '1'.repeat(183))],
    ['a file name with a quote', asked(deleteFile, 'a".wav')],
    ['a file name with a line end', asked(listFiles, 'a\n.wav')],
    ['a file name that is too long', asked(deleteFile, 'a'.repeat(81))],
    ['an empty file', asked(uploadFile, { name: 'a', content: new Uint8Array() })],
    [
      'a file that is too large to write',
      asked(uploadFile, { name: 'a', content: new Uint8Array(MAX_FILE_BYTES + 1) }),
    ],
    ['a file that is too large to read', asked(downloadFile, { name: 'a', bytes: MAX_READ_BYTES + 1, onData() {} })],
    ['a file of -1 bytes', asked(downloadFile, { name: 'a', bytes: -1, onData() {} })],
    ["a line end in a line of one's own", () => rawCommand('ATI\rATH').text()],
  ])('%s is refused', (_why, send) => {
    expect(send).toThrow(expect.objectContaining({ code: expect.stringMatching(/^INVALID_(ARGUMENT|NUMBER)$/) }))
  })
})

describe('time limits that depend on what is asked', () => {
  it('give each tone its time, its pause, and 5 s', () => {
    expect(sendTones.limitFor?.({ tones: '123' })).toBe(3 * 500 + 5_000)
    expect(sendTones.limitFor?.({ tones: '1', durationMs: 1000 })).toBe(6_200)
  })

  it('give a file a millisecond a byte, and 10 s', () => {
    expect(uploadFile.limitFor?.({ name: 'a', content: new Uint8Array(16_044) })).toBe(26_044)
    expect(downloadFile.limitFor?.({ name: 'a', bytes: 0, onData() {} })).toBe(10_000)
  })
})
