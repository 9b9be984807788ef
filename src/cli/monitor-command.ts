import { Command } from 'commander'
import { addExamples, addFamilyOption, addPortOptions, seconds, simulatedCaller } from './arguments.ts'
import type { MonitorOptions } from './monitor.ts'
import type { Launch } from './run.ts'

/** `cellvoice monitor` */
export function monitorCommand(launch: Launch): Command {
  const command = new Command('monitor').description(
    'Show all that happens: calls, callback codes, registration, the state of the line, and every unsolicited line.',
  )
  addFamilyOption(addPortOptions(command))
    .option('--for <seconds>', 'end after so long; without it at Ctrl-C', seconds)
    .option('--caller <number>', 'with --port sim: let this simulated subscriber call after a second', simulatedCaller)
    .action((options: MonitorOptions) =>
      launch(options, async run => (await import('./monitor.ts')).monitor(run, options)),
    )
  return addExamples(command, [
    'cellvoice monitor --port /dev/ttyUSB2',
    'cellvoice monitor --port sim --caller +15550100 --for 20',
    'cellvoice monitor --port /dev/ttyUSB2 --json | tee calls.jsonl',
  ])
}
