import { Command, InvalidArgumentError } from 'commander'
import { addExamples, addPortOptions, seconds } from '../arguments.ts'
import { addAudioOption } from '../audio-option.ts'
import type { Launch } from '../run.ts'
import type { DoctorOptions } from './examine.ts'

/** `cellvoice doctor` */
export function doctorCommand(launch: Launch): Command {
  const command = new Command('doctor').description(
    'Look at machine, port, module, network and sound; name what is wrong, and what to do about it.',
  )
  addAudioOption(addPortOptions(command))
    .option('--imei <imei>', 'the module that is expected, by its serial number', imei)
    .option('--media <folder>', 'the folder of recordings, whose room is looked at', '.')
    .option('--watch <seconds>', 'how long start-up lines of a failing supply are waited for', seconds, 2)
    .option('--call <number>', 'call this number and check the sound; costs what a call costs')
    .option('--country <code>', 'country code of the SIM, 1 to 3 digits, by which national numbers are known')
    .action((options: DoctorOptions) =>
      launch(options, async run => (await import('./doctor.ts')).doctor(run, options)),
    )
  return addExamples(command, [
    'cellvoice doctor --port /dev/ttyUSB2',
    'cellvoice doctor --port /dev/ttyUSB2 --call 01632960961 --country 44 --json',
    'cellvoice doctor --port sim:ec25',
  ])
}

/** @throws InvalidArgumentError */
function imei(text: string): string {
  if (!/^\d{14,16}$/.test(text)) throw new InvalidArgumentError('It is not 14 to 16 digits.')
  return text
}
