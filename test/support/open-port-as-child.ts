import 'serialport' // Loaded while everything may still be read.
import { CellvoiceError } from '../../src/base/error.ts'
import { serialTransport } from '../../src/transport/serial-transport.ts'

// A program of its own, started by root as `open-port-as-child PATH UID`: becomes that user, opens the port and prints the error.
const [path = '', uid = ''] = process.argv.slice(2)
process.setgroups?.([])
process.setgid?.(Number(uid))
process.setuid?.(Number(uid))
try {
  await serialTransport(path).open({ onData() {}, onLost() {} })
  console.log('opened')
} catch (error) {
  console.log(CellvoiceError.is(error) ? `${error.code} ${error.message}` : String(error))
}
process.exit()
