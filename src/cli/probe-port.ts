import { CellvoiceError, type Clock } from '../index.ts'
import type { Transport } from '../transport/index.ts'

/** How long each question may go unanswered, ms; the first is asked again, for a module that finds its baud rate by it. */
const ANSWER_LIMIT_MS = 1_000
const FIRST_QUESTION_TRIES = 2
/** More bytes than this belong to no answer: the beginning alone is kept. */
const MAX_ANSWER_BYTES = 4_096

/**
 * Opens a port, asks AT and then ATI, and closes it. Takes about three seconds at most and changes no setting.
 *
 * @returns the lines of the answer to ATI.
 * @throws CellvoiceError as the opening; PORT_SILENT or PORT_GARBAGE where nobody answers AT.
 */
export async function probePort(transport: Transport, clock: Clock): Promise<readonly string[]> {
  let heard = ''
  let onHeard = () => {}
  await transport.open({
    onData(chunk) {
      if (heard.length < MAX_ANSWER_BYTES) heard += Buffer.from(chunk).toString('latin1')
      onHeard()
    },
    onLost: () => onHeard(),
  })
  const ask = async (question: string): Promise<boolean> => {
    heard = ''
    await transport.write(Buffer.from(`${question}\r`, 'latin1'))
    return new Promise(resolve => {
      const cancel = clock.setTimer(ANSWER_LIMIT_MS, () => resolve(false))
      onHeard = () => {
        if (!/(^|[\r\n])(OK|ERROR)\r/.test(heard)) return
        cancel()
        resolve(true)
      }
    })
  }
  try {
    let bytes = 0
    for (let tries = 0; tries < FIRST_QUESTION_TRIES; tries++) {
      if (await ask('AT')) {
        await ask('ATI')
        return heard.split(/[\r\n]+/).filter(line => !/^(OK|ERROR|ATI|)$/.test(line))
      }
      bytes += heard.length
    }
    throw new CellvoiceError(bytes === 0 ? 'PORT_SILENT' : 'PORT_GARBAGE', { detail: transport.name })
  } finally {
    await transport.close()
  }
}
