import { setTimeout as sleep } from 'node:timers/promises'
import { ReadlineParser } from '@serialport/parser-readline'
import { SerialPort } from 'serialport'
import { openModem, VoiceCall } from '../../src/index.ts'

/** Somebody who listens for rings on a line; the number of each call is the stamp at which it was written. */
export interface RingListener {
  /** Hangs up, and resolves when it is ready for the next call. */
  hangUp(): Promise<void>
  close(): Promise<void>
}

/** Opens the line at `path` and calls `onRing` with the number of each call that comes in. */
export type ListenForRings = (path: string, onRing: (number: string) => void) => Promise<RingListener>

export const listenWithVoiceCall: ListenForRings = async (path, onRing) => {
  const modem = await openModem({ path })
  const voiceCall = new VoiceCall(modem, { family: 'volte' })
  voiceCall.setCallback(([code, , , , , , number]) => {
    if (code === 10) onRing(String(number))
  })
  return {
    async hangUp() {
      await voiceCall.callEnd()
      while (modem.calls.length > 0) await sleep(5)
    },
    close: () => modem.close(),
  }
}

/** What one writes by hand: the number out of each +CLIP line, and no idea of calls. */
export const listenWithReadline: ListenForRings = async (path, onRing) => {
  const port = new SerialPort({ path, baudRate: 115_200 })
  await new Promise(resolve => port.once('open', resolve))
  port.pipe(new ReadlineParser({ delimiter: '\r\n' })).on('data', (line: string) => {
    const number = /^\+CLIP: "(\d+)"/.exec(line)?.[1]
    if (number !== undefined) onRing(number)
  })
  return {
    hangUp: async () => void port.write('AT+CHUP\r'),
    close: () => new Promise(resolve => port.close(() => resolve())),
  }
}
