import { RpcError } from '../../json-rpc/rpc-error.ts'
import { ctimeText } from '../local-time.ts'
import { fullName, type MiCommand, type ParamSet } from '../mi-command.ts'
import type { MiContext } from '../mi-context.ts'
import { anything, text } from '../param.ts'

const commandName = text('command')
const helpOn = text('mi_cmd')
const revision = anything('revision')

const unknownCommand = () => new RpcError(404, 'unknown MI command')

/** The names of all commands, of those of a module, or the parameters of one. Clients ask it before anything else. */
export const which: MiCommand = {
  name: 'which',
  module: 'core',
  command: 'which',
  help: 'Lists all commands, those of a module ("callops:"), or the sets of parameters of one command.',
  sets: [
    { params: [], run: (_given, { commands }) => commands.names },
    { params: [commandName], run: (given, { commands }) => parametersOf(given.of(commandName), commands) },
  ],
}

function parametersOf(
  name: string,
  { commands, find }: MiContext['commands'],
): readonly (string | readonly string[])[] {
  if (name.endsWith(':')) {
    const ofModule = commands.map(fullName).filter(full => full.startsWith(name))
    if (ofModule.length > 0) return ofModule
  }
  const command = find(name)
  if (!command) throw unknownCommand()
  return command.sets.map(set => set.params.map(param => param.name))
}

/** What a command is for. */
export const help: MiCommand = {
  name: 'help',
  module: 'core',
  command: 'help',
  help: 'Says what a command is for.',
  sets: [
    { params: [], run: () => 'help mi_cmd - says what the command "mi_cmd" is for; which - lists the commands' },
    {
      params: [helpOn],
      run(given, { commands }) {
        const command = commands.find(given.of(helpOn))
        if (!command) throw unknownCommand()
        return { Help: command.help, 'Exported by': command.module }
      },
    },
  ],
}

const showVersion = ({ version: server }: MiContext) => ({ Server: server })

/** What runs here. */
export const version: MiCommand = {
  name: 'version',
  module: 'core',
  command: 'version',
  help: 'Shows the name and the version of this program.',
  sets: [
    { params: [], run: (_given, context) => showVersion(context) },
    { params: [revision], run: (_given, context) => showVersion(context) },
  ],
}

const uptimeSet: ParamSet = {
  params: [],
  run(_given, { uptimeMs }) {
    const now = Date.now()
    const up = uptimeMs()
    return { Now: ctimeText(now), 'Up since': ctimeText(now - up), 'Up time': `${Math.floor(up / 1000)} [sec]` }
  },
}

/** Since when it runs. */
export const uptime: MiCommand = {
  name: 'uptime',
  module: 'core',
  command: 'uptime',
  help: 'Shows the time, and since when the management interface is up.',
  sets: [uptimeSet],
}

/** Its processes, of which there is one. */
export const processes: MiCommand = {
  name: 'ps',
  module: 'core',
  command: 'ps',
  help: 'Lists the processes. There is one: this one.',
  sets: [{ params: [], run: () => ({ Processes: [{ ID: 0, PID: process.pid, Type: 'attendant' }] }) }],
}
