import { Command } from 'commander'
import { addExamples, addPortOptions, whole } from './arguments.ts'
import type { PortOptions } from './port-line.ts'
import type { Launch } from './run.ts'

/** `cellvoice volume [0-11]` */
export function volumeCommand(launch: Launch): Command {
  const command = new Command('volume')
    .description('Show the call volume, or set it: 12 steps over whatever range the module has.')
    .argument('[volume]', '0 to 11', whole(0, 11))
  addPortOptions(command).action((volume: number | undefined, options: PortOptions) =>
    launch(options, async run => (await import('./volume.ts')).volume(run, volume, options)),
  )
  return addExamples(command, ['cellvoice volume --port /dev/ttyUSB2', 'cellvoice volume 8 --port sim'])
}
