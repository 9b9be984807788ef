import { Command } from 'commander'
import { addExamples, addPortOptions } from './arguments.ts'
import type { PortsOptions } from './ports.ts'
import type { Launch } from './run.ts'

/** `cellvoice ports` */
export function portsCommand(launch: Launch): Command {
  const command = new Command('ports').description(
    'List the serial ports: USB ids, interface, product, and what the interface is for on modules that are known.',
  )
  addPortOptions(command)
    .option('--probe', 'open each port that is free and ask what is on it: AT, then ATI; a few seconds at most')
    .action((options: PortsOptions) => launch(options, async run => (await import('./ports.ts')).ports(run, options)))
  return addExamples(command, [
    'cellvoice ports',
    'cellvoice ports --probe',
    'cellvoice ports --probe --port tcp://127.0.0.1:4000',
  ])
}
