import { Command } from 'commander'
import { answerCommand } from './answer-command.ts'
import { atCommand } from './at-command.ts'
import { callCommand } from './call/call-command.ts'
import { dialCommand } from './dial-command.ts'
import { doctorCommand } from './doctor/doctor-command.ts'
import { dtmfCommand } from './dtmf-command.ts'
import { exitCodeTable } from './exit-codes.ts'
import { forwardCommand } from './forward-command.ts'
import type { Io } from './io.ts'
import { monitorCommand } from './monitor-command.ts'
import { portsCommand } from './ports-command.ts'
import { recordCommand } from './record-command.ts'
import { replayCommand } from './replay-command.ts'
import type { Launch } from './run.ts'
import { runCommand } from './run-command.ts'
import { serveCommand } from './serve/serve-command.ts'
import { simulateCommand } from './simulate-command.ts'
import { version } from './version.ts'
import { volumeCommand } from './volume-command.ts'

const commands: Readonly<Record<string, (launch: Launch) => Command>> = {
  ports: portsCommand,
  doctor: doctorCommand,
  dial: dialCommand,
  answer: answerCommand,
  monitor: monitorCommand,
  dtmf: dtmfCommand,
  forward: forwardCommand,
  volume: volumeCommand,
  record: recordCommand,
  run: runCommand,
  serve: serveCommand,
  call: callCommand,
  at: atCommand,
  replay: replayCommand,
  simulate: simulateCommand,
}

/**
 * All that can be typed. Errors in it are thrown, not printed, and nothing here ends the process.
 *
 * @param first What was typed first: where it names a command the others are left out, which nobody then sees.
 */
export function buildProgram(io: Io, launch: Launch, first = ''): Command {
  const program = new Command('cellvoice')
    .description('Voice calls through Quectel cellular modules.')
    .version(version())
    .helpCommand(false)
    .addHelpText(
      'after',
      `\nExit codes:\n${exitCodeTable()}\n\nTry it without a module: cellvoice dial 10086 --port sim`,
    )
  const named = Object.hasOwn(commands, first) ? commands[first] : undefined
  for (const command of named ? [named] : Object.values(commands)) program.addCommand(command(launch))
  for (const command of withSubcommands(program)) {
    command.exitOverride().configureOutput({
      writeOut: text => io.stdout.write(text),
      writeErr: text => io.stderr.write(text),
      outputError() {},
      getOutHelpWidth: () => io.stdout.columns ?? 100,
      getErrHelpWidth: () => io.stderr.columns ?? 100,
    })
  }
  return program
}

function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)]
}
