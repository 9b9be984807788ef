import type { Clock } from '../../index.ts'
import type { Transport } from '../../transport/index.ts'

/** How long each question may go unanswered, ms. */
const ANSWER_LIMIT_MS = 1_000
/** The first is asked again, for a module that finds its rate by it. */
const QUESTIONS = ['AT', 'AT', 'ATS0?']
const MAX_ANSWER_BYTES = 4_096

/**
 * Asks a module what it does before anybody sets it up: opening a modem sets ATS0 to 0, and so hides what is stored.
 * @returns ATS0, or null where nobody answers or the answer is of another form.
 * @throws CellvoiceError as the opening.
 */
export async function storedAutoAnswer(transport: Transport, clock: Clock): Promise<number | null> {
  let heard = ''
  let onHeard = () => {}
  await transport.open({
    onData(chunk) {
      if (heard.length < MAX_ANSWER_BYTES) heard += Buffer.from(chunk).toString('latin1')
      onHeard()
    },
    onLost: () => onHeard(),
  })
  try {
    for (const question of QUESTIONS) {
      heard = ''
      await transport.write(Buffer.from(`${question}\r`, 'latin1'))
      await new Promise<void>(resolve => {
        const cancel = clock.setTimer(ANSWER_LIMIT_MS, resolve)
        onHeard = () => {
          if (!/(^|[\r\n])(OK|ERROR)\r/.test(heard)) return
          cancel()
          resolve()
        }
      })
    }
    const [, rings] = /(?:^|[\r\n])(\d{1,3})\r/.exec(heard) ?? []
    return rings === undefined ? null : Number(rings)
  } finally {
    await transport.close()
  }
}
