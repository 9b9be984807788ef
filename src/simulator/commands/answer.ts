import type { Command, CommandContext } from '../at/command.ts'
import type { Outcome } from '../at/outcome.ts'

/** ATA (V.250 6.3.5). */
export const answerCommands: readonly Command[] = [{ name: 'A', run: answer }]

function answer({ module, port }: CommandContext): Outcome {
  const { voice, family } = module
  const [call] = voice.calls.in('incoming', 'waiting')
  const atOnce = family.answerResult === 'at once'
  if (!call || voice.belongsElsewhere(port)) return atOnce ? { cme: 3 } : 'NO CARRIER'
  for (const { leg } of voice.calls.in('active')) module.switching.hold(leg)
  if (atOnce) {
    voice.accept(call, true)
    return 'OK'
  }
  return {
    start: finish => {
      voice.awaitCall(call.leg, finish)
      voice.accept(call, true)
    },
    abort: () => module.switching.release(call.leg),
  }
}
