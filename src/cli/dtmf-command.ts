import { Command } from 'commander'
import { addExamples, addPortOptions, dtmfKeys, whole } from './arguments.ts'
import type { DtmfOptions } from './dtmf.ts'
import type { Launch } from './run.ts'

/** `cellvoice dtmf KEYS` */
export function dtmfCommand(launch: Launch): Command {
  const command = new Command('dtmf')
    .description('Send DTMF tones in the call that is up on the module.')
    .argument('<keys>', '1 to 32 of 0-9 A-D * #', dtmfKeys)
  addPortOptions(command)
    .option('--ms <milliseconds>', 'how long each tone sounds, 100 to 1000', whole(100, 1000), 200)
    .action((keys: string, options: DtmfOptions) =>
      launch(options, async run => (await import('./dtmf.ts')).dtmf(run, keys, options)),
    )
  return addExamples(command, [
    'cellvoice dtmf "1234#" --port /dev/ttyUSB2',
    'cellvoice dial 5550101 --dtmf "12#" --max 5 --port sim',
  ])
}
