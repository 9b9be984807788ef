import { Command, Option } from 'commander'
import type { AnswerOptions } from './answer.ts'
import { addExamples, addFamilyOption, addPortOptions, seconds, simulatedCaller, whole } from './arguments.ts'
import { addMediaOptions } from './media-options.ts'
import type { Launch } from './run.ts'

/** `cellvoice answer` */
export function answerCommand(launch: Launch): Command {
  const command = new Command('answer').description(
    'Wait for incoming calls and answer them. With --port sim a simulated subscriber calls after a second.',
  )
  addMediaOptions(addFamilyOption(addPortOptions(command)))
    .option('--after <seconds>', 'let it ring so long before the answer', seconds, 0)
    .option('--reject', 'reject calls instead')
    .addOption(new Option('--once', 'end after one call').conflicts('count'))
    .option('--count <calls>', 'end after so many calls', whole(1, 1_000_000))
    .option('--from <number>', 'take only calls from this number, leave others ringing')
    .option('--max <seconds>', 'hang up so long after the answer', seconds)
    .option('--caller <number>', 'with --port sim: who calls', simulatedCaller, '+15550100')
    .action((options: AnswerOptions) =>
      launch(options, async run => (await import('./answer.ts')).answer(run, options)),
    )
  return addExamples(command, [
    'cellvoice answer --once --port sim',
    'cellvoice answer --after 5 --from +441632960961 --port /dev/ttyUSB2',
    'cellvoice answer --once --play welcome.wav --record message.wav --max 60 --port /dev/ttyUSB2',
    'cellvoice answer --reject --count 3 --port /dev/ttyUSB2 --json',
  ])
}
