import { createRequire } from 'node:module'
import { serveContestant } from './serve-contestant.ts'

/** What is used of serialport-gsm, which has no types of its own. */
interface GsmModem {
  open(path: string, options: object): Promise<unknown>
  initializeModem(): Promise<unknown>
  enableCLIP(): Promise<unknown>
  executeCommand(text: string): Promise<unknown>
  hangupCall(): Promise<unknown>
  on(event: 'onNewIncomingCall', told: (call: { readonly data: { readonly number: string } }) => void): void
  addListener(listener: { match(line: string): boolean; process(line: string): void }): void
}

// This program is built into the folder that the package is installed in.
const { Modem } = createRequire(import.meta.url)('serialport-gsm') as { readonly Modem: () => GsmModem }
const numbered = /^\+CREG: 1,"1A2B","([0-9A-F]{8})",7$/

// As its documentation shows it.
await serveContestant(async (path, told, task) => {
  const modem = Modem()
  modem.on('onNewIncomingCall', ({ data }) => told.ring(data.number))
  if (task === 'flood') {
    modem.addListener({
      match: line => numbered.test(line),
      process: line => told.numbered(Number.parseInt(numbered.exec(line)?.[1] ?? '', 16)),
    })
  }
  await modem.open(path, { baudRate: 115_200, incomingCallIndication: true })
  await modem.initializeModem()
  // The commands it sends when it is set up come after the promise; this one is answered after them.
  await modem.enableCLIP()
  return { command: () => modem.executeCommand('AT'), hangUp: () => modem.hangupCall() }
})
