import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openModem } from '../../src/index.ts'
import { serialTransport } from '../../src/transport/index.ts'
import type { PtyPair } from '../support/pty-pair.ts'
import { byteByByte } from './byte-by-byte.ts'
import { describeLostModule } from './describe-lost-module.ts'
import { describeModem } from './describe-modem.ts'

const obstacle = await ptyObstacle()
if (obstacle) console.warn(`no test over a pseudo-terminal: ${obstacle}`)

// Without pseudo-terminals there is nothing to test; a continuous integration that has none is set up wrongly.
describe.skipIf(obstacle && !process.env.CI)(`over a pseudo-terminal${obstacle && ` (${obstacle})`}`, () => {
  describeModem('pty')
  describeLostModule('pty')

  describe('byte by byte', () => {
    describeModem('pty', byteByByte)
  })

  describe('a port that is no module', () => {
    let pty: PtyPair
    beforeEach(async () => {
      pty = await newPty()
    })
    afterEach(() => pty.hangUp())

    test('nobody answers: PORT_SILENT, which says what to look at; and the port is free again', async () => {
      const opening = openModem({ path: pty.path, answerLimitMs: 500 })
      await expect(opening).rejects.toMatchObject({ code: 'PORT_SILENT', message: expect.stringContaining('power') })
      const again = serialTransport(pty.path)
      await again.open({ onData() {}, onLost() {} })
      await again.close()
    })

    test.each([
      ['bytes as a wrong baud rate gives them', Buffer.from([0xf8, 0x80, 0x1e, 0xfe, 0x0d, 0x98, 0x78, 0xe6]), /baud/],
      ['the positions of a satellite receiver', Buffer.from('$GPRMC,061530,V,,,,,,,,,,N*7A\r\n'), /NMEA interface/],
    ])('%s: PORT_GARBAGE, which says what it may be', async (_, garbage, advice) => {
      let goesOn = true
      const sending = (async () => {
        while (goesOn) {
          await pty.send(garbage)
          await sleep(20)
        }
      })()
      const opening = openModem({ path: pty.path, answerLimitMs: 500 })
      await expect(opening).rejects.toMatchObject({ code: 'PORT_GARBAGE', message: expect.stringMatching(advice) })
      goesOn = false
      await sending
    })
  })
})

async function newPty(): Promise<PtyPair> {
  const { openPtyPair } = await import('../support/pty-pair.ts')
  return openPtyPair()
}

/** Why no pseudo-terminal can be made here, or ''. */
async function ptyObstacle(): Promise<string> {
  try {
    const pty = await newPty()
    pty.hangUp()
    return ''
  } catch (error) {
    return `none can be made here: ${error}`
  }
}
