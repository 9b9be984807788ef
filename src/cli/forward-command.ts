import { Argument, Command } from 'commander'
import { addExamples, addPortOptions } from './arguments.ts'
import type { ForwardingReasonName } from './forward.ts'
import type { PortOptions } from './port-line.ts'
import type { Launch } from './run.ts'

const reasons: readonly ForwardingReasonName[] = ['unconditional', 'busy', 'no-reply', 'not-reachable']

/** `cellvoice forward [REASON] [NUMBER|on|off|erase]` */
export function forwardCommand(launch: Launch): Command {
  const command = new Command('forward')
    .description('Show where the network forwards calls, or change it.')
    .addArgument(new Argument('[reason]', 'when calls are forwarded; all are shown without it').choices(reasons))
    .argument('[to]', 'a number to register; or on, off, erase for the number that is registered')
  addPortOptions(command).action(
    (reason: ForwardingReasonName | undefined, to: string | undefined, options: PortOptions) =>
      launch(options, async run => (await import('./forward.ts')).forward(run, reason, to, options)),
  )
  return addExamples(command, [
    'cellvoice forward --port /dev/ttyUSB2',
    'cellvoice forward busy +441632960961 --port sim',
    'cellvoice forward busy off --port /dev/ttyUSB2',
  ])
}
