import { urc } from './urc.ts'

/** Words without an id that tell of some call. V.250 5.7.1; as unsolicited lines when no command waits for them. */
function word<const Word extends string>(text: Word) {
  return urc({
    key: text,
    source: 'ITU-T V.250 5.7.1',
    example: text,
    decode: () => ({ kind: 'call-word', word: text }),
  })
}

export const noCarrier = word('NO CARRIER')
export const busy = word('BUSY')
export const noAnswer = word('NO ANSWER')
export const noDialtone = word('NO DIALTONE')

/** EC200U-class modules print it when an answered call is through; others never do for voice. */
export const connect = urc({
  key: 'CONNECT',
  source: 'UNISOC 8910 QuecOpen behaviour',
  example: 'CONNECT',
  decode: () => ({ kind: 'connect' }),
})
