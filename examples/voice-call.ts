// QuecPython's voiceCall example, ported line by line; on the built-in simulated module:
//   npx tsx examples/voice-call.ts
// or on a module: npx tsx examples/voice-call.ts /dev/ttyUSB2
import { setTimeout as sleep } from 'node:timers/promises'
import { openModem, VoiceCall } from 'cellvoice'
import { startSimulator } from 'cellvoice/simulator'

const path = process.argv[2]
const simulator = path ? undefined : await startSimulator({ modules: 1 })
const [module] = simulator?.modules ?? []
const modem = await openModem(module ? { transport: module.transport() } : { path: path ?? '' })
const voiceCall = new VoiceCall(modem)

const over = new Promise<void>(resolve => {
  voiceCall.setCallback(async args => {
    if (args[0] === 10) {
      console.log('incoming call', args[6])
      await sleep(1500)
      await voiceCall.callAnswer()
    } else if (args[0] === 11) {
      console.log('connected', args[6])
    } else if (args[0] === 12) {
      console.log('disconnected')
      resolve()
    }
  })
})
const status = await voiceCall.callStart('10086')
console.log('callStart', status)
if (status === 0) await over
else console.error(voiceCall.lastError)
await modem.close()
await simulator?.close()
