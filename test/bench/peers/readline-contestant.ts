import { once } from 'node:events'
import { ReadlineParser } from '@serialport/parser-readline'
import { SerialPort } from 'serialport'
import { serveContestant } from './serve-contestant.ts'

// What one writes by hand with the serialport package: no queue, no time limit, no idea of calls.
await serveContestant(async (path, told) => {
  const port = new SerialPort({ path, baudRate: 115_200 })
  await once(port, 'open')
  const parser = port.pipe(new ReadlineParser({ delimiter: '\r\n' }))
  let onAnswer: () => void = () => {}
  parser.on('data', (line: string) => {
    if (line === 'OK') return onAnswer()
    const caller = /^\+CLIP: "(\d+)"/.exec(line)?.[1]
    if (caller !== undefined) return told.ring(caller)
    const number = /^\+CREG: 1,"1A2B","([0-9A-F]{8})",7$/.exec(line)?.[1]
    if (number !== undefined) told.numbered(Number.parseInt(number, 16))
  })
  const command = (text: string) => {
    const answered = new Promise<void>(resolve => {
      onAnswer = resolve
    })
    port.write(`${text}\r`)
    return answered
  }
  return { command: () => command('AT'), hangUp: () => command('AT+CHUP') }
})
