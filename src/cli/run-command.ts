import { Command, Option } from 'commander'
import { addExamples, addOutputOptions, collect, speed, whole } from './arguments.ts'
import { audioChoice } from './audio-option.ts'
import type { Launch } from './run.ts'
import type { RunOptions } from './run-application.ts'

/** `cellvoice run FILE` */
export function runCommand(launch: Launch): Command {
  const command = new Command('run')
    .description(
      'Run a telephone application on one or more lines until Ctrl-C. The file exports `inbound(channel, context)`, for each incoming call, `main(exchange, context)`, once, or both.',
    )
    .argument('<file>', 'an ES module: .js or .mjs, or .ts where tsx is installed')
    .argument('[args...]', 'for the application: `context.args`')
  addOutputOptions(command)
    .option(
      '--port <port>',
      'a line: a device path, tcp://host:port, or sim[:family] for a simulated module (ec25, which has sound, unless said); once for each line; default: $CELLVOICE_PORT',
      collect<string>(text => text),
    )
    .option('--baud <rate>', 'bits a second on a UART; a USB port ignores it (115200)', whole(50, 4_000_000))
    .option(
      '--audio <path>',
      'where the sound of a line is: auto, none, pcm:PORT, usb:ALSA-DEVICE, card:ALSA-DEVICE; the first for the first --port, and so on (auto)',
      collect(audioChoice),
    )
    .option('--media-folder <dir>', 'where files are played from and recorded to; made if it is not there', '.')
    .addOption(
      new Option('--profile <version>', 'the version of the call-channel contract (1.2)').choices([
        '1.1',
        '1.2',
        '1.3',
      ]),
    )
    .addOption(
      new Option(
        '--call-from-policy <policy>',
        'what becomes of a call with a caller id that no line has: not made, or made with another (strict)',
      ).choices(['strict', 'ignore']),
    )
    .option(
      '--simulate-call <script>',
      'with --port sim: somebody calls, "NUMBER: step; step"; may be repeated',
      collect<string>(text => text),
    )
    .option(
      '--simulate-answer <script>',
      'with --port sim: who is called there, in the same form; may be repeated',
      collect<string>(text => text),
    )
    .option(
      '--speed <factor>',
      'with --port sim: how much faster than real time all goes, the application included (1)',
      speed,
    )
    .option(
      '--trace <file>',
      'write the bytes on the line to a file that `cellvoice replay` reads; of several lines to FILE.line-1 and so on',
    )
    .action((file: string, args: readonly string[], options: RunOptions) =>
      launch(options, async run => (await import('./run-application.ts')).runApplication(run, file, args, options)),
    )
  addExamples(command, [
    'cellvoice run ivr.js --port /dev/ttyUSB2 --port /dev/ttyUSB6',
    'cellvoice run ivr.js --port sim',
    'cellvoice run ivr.js --port sim --simulate-call "+15550123: listen; press 1; listen; hang up"',
    'cellvoice run reminder.js --port sim --simulate-answer "5550142: say Hello?; listen; press 1" 5550142',
    'cellvoice run voicemail.js --port /dev/ttyUSB2 --media-folder /var/lib/voicemail --json',
  ])
  return command.addHelpText(
    'after',
    `\nSteps of a script:
  wait S       seconds             say TEXT   with espeak-ng        ring S     before the answer; 2 unless said
  listen [S]   until something was said and S seconds of silence    busy, reject, no answer   in place of an answer
  press KEYS   0-9 A-D * #         beep [MS]  1000 Hz               hang up    else it stays until the application ends the call`,
  )
}
