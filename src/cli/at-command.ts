import { Command } from 'commander'
import { addExamples, addPortOptions, seconds } from './arguments.ts'
import type { AtOptions } from './at.ts'
import type { Launch } from './run.ts'

/** `cellvoice at` */
export function atCommand(launch: Launch): Command {
  const command = new Command('at')
    .description('An AT terminal. With arguments or piped input it sends these lines, one after the other, and ends.')
    .argument('[lines...]', 'command lines, such as AT+CSQ')
  addPortOptions(command)
    .option('--limit <seconds>', 'how long an answer may take', seconds, 180)
    .action((lines: string[], options: AtOptions) =>
      launch(options, async run => (await import('./at.ts')).at(run, lines, options)),
    )
  return addExamples(command, [
    'cellvoice at --port /dev/ttyUSB2',
    "cellvoice at 'AT+CSQ' 'ATI' --port /dev/ttyUSB2",
    'cellvoice at --port sim < commands.txt',
  ])
}
