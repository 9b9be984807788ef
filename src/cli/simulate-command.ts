import { Command, Option } from 'commander'
import { addExamples, addOutputOptions, collect, speed, whole } from './arguments.ts'
import { readFault } from './read-fault.ts'
import type { Launch } from './run.ts'
import type { SimulateOptions } from './simulate.ts'

/** `cellvoice simulate` */
export function simulateCommand(launch: Launch): Command {
  const command = new Command('simulate').description(
    'Serve simulated modules for any program to open, until Ctrl-C: on pseudo-terminals, or on TCP at 127.0.0.1.',
  )
  addOutputOptions(command)
    .option('--modules <count>', 'how many, on one network: they can call each other', whole(1, 16), 1)
    .addOption(
      new Option('--family <family>', 'what kind').choices(['ec200u', 'ec25', 'ec600n', 'generic']).default('ec200u'),
    )
    .option(
      '--tcp [port]',
      'serve on TCP; further modules take the ports after it, no port: free ones',
      whole(1, 65_520),
    )
    .option('--pty', 'serve on pseudo-terminals: the default where there are any')
    .option('--link <path>', 'make a link to the pseudo-terminal; with several modules PATH1, PATH2 and so on')
    .option('--speed <factor>', 'how much faster than real time the network runs (1)', speed)
    .option(
      '--fault <json>',
      'what goes wrong on every line, may be repeated: see docs/simulator.md',
      collect(readFault),
    )
    .action((options: SimulateOptions) =>
      launch(options, async run => (await import('./simulate.ts')).simulate(run, options)),
    )
  return addExamples(command, [
    'cellvoice simulate --modules 2 --family ec200u',
    'cellvoice simulate --link /tmp/modem',
    'cellvoice simulate --tcp 4000 --speed 10',
    'cellvoice simulate --fault \'{"kind":"lose","matching":"^OK","rate":0.05}\'',
  ])
}
