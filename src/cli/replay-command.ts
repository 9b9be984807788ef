import { Command } from 'commander'
import { addExamples, addFamilyOption, addOutputOptions } from './arguments.ts'
import type { ReplayOptions } from './replay.ts'
import type { Launch } from './run.ts'

/** `cellvoice replay FILE` */
export function replayCommand(launch: Launch): Command {
  const command = new Command('replay')
    .description(
      'Feed a wire transcript through the driver and print one {"callback":[code,…]} line for each callback.',
    )
    .argument('<file>', 'lines of "> " host to module, "< " module to host, "# " comment; - is stdin')
  addFamilyOption(addOutputOptions(command))
    .option('--events', 'print call events too')
    .action((file: string, options: ReplayOptions) =>
      launch(options, async run => (await import('./replay.ts')).replay(run, file, options)),
    )
  return addExamples(command, [
    'cellvoice replay call.txt',
    'cellvoice replay --family cs --events call.txt',
    'cellvoice dial 10086 --port sim --trace call.txt && cellvoice replay call.txt',
  ])
}
