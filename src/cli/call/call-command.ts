import { Command, Option } from 'commander'
import { addExamples, addOutputOptions, seconds } from '../arguments.ts'
import type { Launch } from '../run.ts'
import type { CallOptions, HoldOptions, TransferOptions } from './call.ts'

const legs = ['caller', 'callee'] as const

const transferExamples = [
  'cellvoice call transfer 3f0c8a52-… --leg caller --to +441632960962',
  'cellvoice call transfer 3f0c8a52-… --leg caller --with 9b1d77e0-… --with-leg callee',
]

/** `cellvoice call list|hold|unhold|transfer|hangup` */
export function callCommand(launch: Launch): Command {
  const command = new Command('call')
    .description('List, hold, transfer and end the calls of a running `cellvoice serve`.')
    .helpCommand(false)
    .addCommand(listCommand(launch))
    .addCommand(holdCommand(launch, 'hold', 'Put a call on hold.'))
    .addCommand(holdCommand(launch, 'unhold', 'Take a call back from hold.'))
    .addCommand(transferCommand(launch))
    .addCommand(hangUpCommand(launch))
  return addExamples(command, [
    'cellvoice call list',
    'cellvoice call hold 3f0c8a52-…',
    ...transferExamples,
    'cellvoice call hangup 3f0c8a52-… --url http://gateway:8888/mi',
  ])
}

function listCommand(launch: Launch): Command {
  const command = new Command('list').description('Show the calls that are up or ring.')
  addExamples(addServiceOptions(command), ['cellvoice call list', 'cellvoice call list --json'])
  return command.action((options: CallOptions) =>
    launch(options, async run => (await import('./call.ts')).listCalls(run, options)),
  )
}

function holdCommand(launch: Launch, action: 'hold' | 'unhold', description: string): Command {
  const command = new Command(action)
    .description(description)
    .argument('<callid>', 'as `cellvoice call list` shows it')
    .addOption(new Option('--leg <leg>', 'one way only: what this party says (both)').choices([...legs, 'both']))
  addExamples(addServiceOptions(addWaitOptions(command)), [
    `cellvoice call ${action} 3f0c8a52-…`,
    `cellvoice call ${action} 3f0c8a52-… --leg caller`,
  ])
  return command.action((callid: string, options: HoldOptions) =>
    launch(options, async run => (await import('./call.ts')).holdCall(run, action, callid, options)),
  )
}

function transferCommand(launch: Launch): Command {
  const command = new Command('transfer')
    .description('Transfer a party of a call: to a number that is dialled, or to a party of another call.')
    .argument('<callid>', 'as `cellvoice call list` shows it')
    .addOption(
      new Option('--leg <leg>', 'the party that stays, and goes to the other').choices(legs).makeOptionMandatory(),
    )
    .option('--to <destination>', 'a number, tel: or sip: URI that is dialled')
    .addOption(new Option('--with <callid>', 'the other call').conflicts('to'))
    .addOption(new Option('--with-leg <leg>', 'the party of the other call').choices(legs).conflicts('to'))
  addExamples(addServiceOptions(addWaitOptions(command)), transferExamples)
  return command.action((callid: string, options: TransferOptions) =>
    launch(options, async run => (await import('./call.ts')).transferCall(run, callid, options)),
  )
}

function hangUpCommand(launch: Launch): Command {
  const command = new Command('hangup')
    .description('End a call, or forget one whose party was transferred.')
    .argument('<callid>', 'as `cellvoice call list` shows it')
  addExamples(addServiceOptions(command), ['cellvoice call hangup 3f0c8a52-…'])
  return command.action((callid: string, options: CallOptions) =>
    launch(options, async run => (await import('./call.ts')).hangUpCall(run, callid, options)),
  )
}

function addServiceOptions(command: Command): Command {
  return addOutputOptions(
    command
      .option('--url <url>', 'where the service listens', 'http://127.0.0.1:8888/mi')
      .option('--token <token>', 'where it wants one; default: $CELLVOICE_TOKEN, which other users do not see'),
  )
}

function addWaitOptions(command: Command): Command {
  return command
    .option('--no-wait', 'do not wait for the outcome')
    .option('--limit <seconds>', 'how long the outcome is waited for', seconds, 180)
}
