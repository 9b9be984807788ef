import { Command, Option } from 'commander'
import { addExamples, addFamilyOption, addPortOptions, collect, dtmfKeys, seconds } from './arguments.ts'
import type { DialOptions } from './dial.ts'
import { permit, permits } from './dial-permit.ts'
import { addMediaOptions } from './media-options.ts'
import type { Launch } from './run.ts'

/** `cellvoice dial NUMBER` */
export function dialCommand(launch: Launch): Command {
  const command = new Command('dial')
    .description('Place a call and show it live: states, a running clock, each callback code, how it ended.')
    .argument('<number>', 'an optional leading +, then 1 to 40 of 0-9 * # A B C')
  addMediaOptions(addFamilyOption(addPortOptions(command)))
    .addOption(new Option('--hide', 'hide our number from the far end').conflicts('show'))
    .option('--show', 'show our number to the far end')
    .option('--dtmf <keys>', 'send these tones when the call is answered: 1 to 32 of 0-9 A-D * #', dtmfKeys)
    .option('--allow <kind>', `also dial such a number: ${permits.join(', ')} (may be repeated)`, collect(permit))
    .option('--country <code>', 'country code of the SIM, 1 to 3 digits, by which national numbers are known')
    .option('--max <seconds>', 'hang up so long after the answer', seconds)
    .option('--no-answer <seconds>', 'hang up after so long without an answer', seconds, 180)
    .action((number: string, options: DialOptions) =>
      launch(options, async run => (await import('./dial.ts')).dial(run, number, options)),
    )
  return addExamples(command, [
    'cellvoice dial 10086 --port sim',
    'cellvoice dial +441632960961 --port /dev/ttyUSB2 --max 60',
    'cellvoice dial 5550101 --dtmf "12#" --max 5 --port sim',
    'cellvoice dial 5550101 --record call.wav --max 5 --port sim:ec25',
    'cellvoice dial 5550101 --say "The pump has stopped" --until-played --port sim:ec25',
    'cellvoice dial 0900555012 --country 49 --allow premium --port /dev/ttyUSB2',
    'cellvoice dial 10086 --port tcp://127.0.0.1:4000 --json',
  ])
}
