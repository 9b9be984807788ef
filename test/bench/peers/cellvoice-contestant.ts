import { setTimeout as sleep } from 'node:timers/promises'
import { openModem, VoiceCall } from 'cellvoice'
import { serveContestant } from './serve-contestant.ts'

// A program of its own; see contestant-request.ts.
await serveContestant(async (path, told, task) => {
  const modem = await openModem({ path })
  if (task === 'ring') {
    new VoiceCall(modem, { family: 'volte' }).setCallback(([code, , , , , , number]) => {
      if (code === 10) told.ring(String(number))
    })
  }
  if (task === 'flood') {
    modem.events$.subscribe(event => {
      if (event.kind !== 'message' || event.message.kind !== 'registration') return
      told.numbered(Number.parseInt(event.message.cell ?? '', 16))
    })
  }
  return {
    command: () => modem.command('AT'),
    async hangUp() {
      await modem.hangUpAll()
      while (modem.calls.length > 0) await sleep(5)
    },
  }
})
