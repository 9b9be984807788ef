import { Command } from 'commander'
import { addExamples, addOutputOptions } from '../arguments.ts'
import type { Launch } from '../run.ts'
import type { ServeOptions } from './serve.ts'

/** `cellvoice serve --config FILE` */
export function serveCommand(launch: Launch): Command {
  const command = new Command('serve')
    .description(
      'Serve lines until SIGTERM or Ctrl-C: an application for their calls, and the management interface, by which other programs and `cellvoice call` list, hold, transfer and end them.',
    )
    .requiredOption('--config <file>', 'what to serve, and how: JSON, comments allowed')
    .option('--check', 'only look whether the file, and the application it names, can be used')
  addOutputOptions(command).action((options: ServeOptions) =>
    launch(options, async run => (await import('./serve.ts')).serve(run, options)),
  )
  return addExamples(command, [
    'cellvoice serve --config /etc/cellvoice/cellvoice.json --check',
    'cellvoice serve --config /etc/cellvoice/cellvoice.json --json',
  ])
}
