import { type Command, InvalidArgumentError, Option } from 'commander'
import { simulatedNumberFault } from './simulated-number.ts'

/** The longest time an option takes, s: a week. */
const MAX_SECONDS = 604_800

/** Reads a number of seconds, fractions allowed. @throws InvalidArgumentError */
export function seconds(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (!(value <= MAX_SECONDS)) throw new InvalidArgumentError(`It is not a number of seconds from 0 to ${MAX_SECONDS}.`)
  return value
}

/** Reads a whole number within its range, ends included. @throws InvalidArgumentError */
export function whole(min: number, max: number): (text: string) => number {
  return text => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (!(value >= min && value <= max)) {
      throw new InvalidArgumentError(`It is not a whole number from ${min} to ${max}.`)
    }
    return value
  }
}

/** Reads DTMF keys. @throws InvalidArgumentError */
export function dtmfKeys(text: string): string {
  if (!/^[0-9A-D*#]{1,32}$/.test(text)) throw new InvalidArgumentError('It is not 1 to 32 of 0-9 A-D * #.')
  return text
}

/** Reads the number of a subscriber of the simulator, which has one module. @throws InvalidArgumentError */
export function simulatedCaller(text: string): string {
  const fault = simulatedNumberFault(text, 1)
  if (fault !== null) throw new InvalidArgumentError(`It ${fault}.`)
  return text
}

/** Reads how much faster the simulated time runs. @throws InvalidArgumentError */
export function speed(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= 0.1 && value <= 1000)) throw new InvalidArgumentError('It is not a number from 0.1 to 1000.')
  return value
}

/** Reads an option that may be given more than once. */
export function collect<T>(read: (text: string) => T): (text: string, before?: readonly T[]) => readonly T[] {
  return (text, before = []) => [...before, read(text)]
}

/** How much is shown, and how: options of every command. */
export function addOutputOptions(command: Command): Command {
  return command
    .option('--json', 'one JSON object a line on stdout')
    .option('-v, --verbose', 'log to stderr, and show the stack of errors')
}

/** Which module: options of every command that talks to one. */
export function addPortOptions(command: Command): Command {
  return addOutputOptions(
    command
      .option(
        '--port <port>',
        'a device path, tcp://host:port, or sim[:family] for a simulated module (ec200u, ec25, ec600n, generic); default: $CELLVOICE_PORT',
      )
      .option('--baud <rate>', 'bits a second on a UART; a USB port ignores it (115200)', whole(50, 4_000_000))
      .option('--trace <file>', 'write the bytes on the line to a file that `cellvoice replay` reads')
      .option('--speed <factor>', 'with --port sim: how much faster than real time the network runs (1)', speed),
  )
}

/** Which callback codes tell of calls. */
export function addFamilyOption(command: Command): Command {
  return command.addOption(
    new Option('--family <family>', 'which voiceCall callback codes are shown: as the call is carried, or one set')
      .choices(['auto', 'volte', 'cs', 'legacy'])
      .default('auto'),
  )
}

/** Examples, below the help of a command. */
export function addExamples(command: Command, examples: readonly string[]): Command {
  return command.addHelpText('after', `\nExamples:\n${examples.map(example => `  $ ${example}`).join('\n')}`)
}
