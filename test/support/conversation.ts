import type { CommandDeclaration } from '../../src/at/command.ts'
import { Dialogue } from '../../src/at/dialogue.ts'
import type { CellvoiceError } from '../../src/base/error.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { isUnsolicited, multilinePrefixes } from '../../src/commands/dictionary.ts'
import { noEmergencyTransport } from './no-emergency-transport.ts'
import { ScriptedModule } from './scripted-module.ts'

/** A dialogue with a scripted module, and all that its owner was told, in order. */
export interface Conversation {
  readonly clock: ManualClock
  readonly module: ScriptedModule
  readonly dialogue: Dialogue
  /** `URC <line>`, `SENT <name>`, `DONE <name>`, `FAILED <name> <code>`, `LOST <code>`. */
  readonly told: string[]
  readonly unsolicited: string[]
  /** Starts a command and returns its outcome as it will be. */
  run<Args, Result>(declaration: CommandDeclaration<Args, Result>, args: Args): Promised<Result>
}

/** A command under way: what came of it, once it did. */
export interface Promised<Result> {
  result: Result | undefined
  error: CellvoiceError | undefined
}

/** Opens a dialogue with a module that knows `script`. */
export async function conversation(
  script: Readonly<Record<string, readonly string[]>> = {},
  chunkBytes?: number,
): Promise<Conversation> {
  const clock = new ManualClock()
  const module = await ScriptedModule.start(script, chunkBytes)
  const told: string[] = []
  const unsolicited: string[] = []
  const dialogue = new Dialogue({
    transport: noEmergencyTransport(module.host),
    clock,
    isUnsolicited,
    multilinePrefixes,
    listener: {
      onUnsolicited(line) {
        unsolicited.push(line)
        told.push(`URC ${line}`)
      },
      onSent: ({ name }) => told.push(`SENT ${name}`),
      onExchange({ declaration, outcome }) {
        told.push(
          outcome.kind === 'done' ? `DONE ${declaration.name}` : `FAILED ${declaration.name} ${outcome.error.code}`,
        )
      },
      onLost: reason => told.push(`LOST ${reason.code}`),
    },
  })
  await dialogue.open()
  return {
    clock,
    module,
    dialogue,
    told,
    unsolicited,
    run<Args, Result>(declaration: CommandDeclaration<Args, Result>, args: Args) {
      const promised: Promised<Result> = { result: undefined, error: undefined }
      dialogue.execute(declaration, args).then(
        result => {
          promised.result = result
        },
        (error: CellvoiceError) => {
          promised.error = error
        },
      )
      return promised
    },
  }
}
