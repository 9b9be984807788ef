import { Command } from 'commander'
import { addExamples, addPortOptions, seconds, simulatedCaller } from './arguments.ts'
import { addAudioOption } from './audio-option.ts'
import type { RecordOptions } from './record.ts'
import { recordModeOption } from './record-mode.ts'
import type { Launch } from './run.ts'

/** `cellvoice record FILE` */
export function recordCommand(launch: Launch): Command {
  const command = new Command('record')
    .description('Record the call that is up, or the next one that gets through, until it ends.')
    .argument('<file>', 'where to: its ending, .wav or .amr, tells the format')
  addAudioOption(addPortOptions(command))
    .addOption(recordModeOption())
    .option('--max <seconds>', 'end the recording after so long', seconds)
    .option('--overwrite', 'replace a file that exists')
    .option('--answer', 'answer a call that rings')
    .option('--caller <number>', 'with --port sim: who calls', simulatedCaller, '+15550100')
    .action((file: string, options: RecordOptions) =>
      launch(options, async run => (await import('./record.ts')).record(run, file, options)),
    )
  return addExamples(command, [
    'cellvoice record call.wav --port /dev/ttyUSB2',
    'cellvoice record far-end.amr --mode rx --port /dev/ttyUSB2 --audio pcm:/dev/ttyUSB1',
    'cellvoice record call.wav --answer --port sim:ec25',
  ])
}
