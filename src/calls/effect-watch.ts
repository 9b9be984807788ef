import type { CancelTimer, Clock } from '../base/clock.ts'
import { answer } from '../commands/answer.ts'
import type { CommandDeclaration } from '../commands/conversation.ts'
import { inScope } from './apply-own.ts'
import type { CallTable } from './call-table.ts'
import { releaseScopeOf } from './evidence-of-exchange.ts'

type AnyCommand = CommandDeclaration<unknown, unknown>

/** The OK of a command comes within this time of its effect, or it is lost. */
const OK_LIMIT_MS = 2_000

/**
 * A lost OK of ATA or of a hang-up would hold up the line for as long as these may take. While one is in flight the list of
 * calls cannot be asked; but where lines with ids tell that the call is through, or over, the command has done its work.
 */
export class EffectWatch {
  private readonly clock: Clock
  private readonly assumeDone: (declaration: AnyCommand) => void
  private watched: { readonly declaration: AnyCommand; readonly hasEffect: (table: CallTable) => boolean } | undefined
  private cancel: CancelTimer | undefined

  constructor(clock: Clock, assumeDone: (declaration: AnyCommand) => void) {
    this.clock = clock
    this.assumeDone = assumeDone
  }

  /** A command was sent; `table` is what was known of calls just before. */
  noteSent(declaration: AnyCommand, args: unknown, table: CallTable): void {
    this.stop()
    const keys = keysMeant(declaration, args, table)
    if (keys.length === 0) return
    const isStillToDo = (declaration as unknown) === answer ? isRinging : () => true
    this.watched = {
      declaration,
      hasEffect: ({ calls }) => !calls.some(call => keys.includes(call.key) && isStillToDo(call)),
    }
  }

  /** The calls may have changed. */
  look(table: CallTable): void {
    const { watched } = this
    if (!watched || this.cancel || !watched.hasEffect(table)) return
    this.cancel = this.clock.setTimer(OK_LIMIT_MS, () => {
      this.stop()
      this.assumeDone(watched.declaration)
    })
  }

  /** The command in flight has ended. */
  stop(): void {
    this.cancel?.()
    this.cancel = undefined
    this.watched = undefined
  }
}

const isRinging = ({ state }: { readonly state: string }) => state === 'incoming'

/** The calls on which a command is to have an effect. */
function keysMeant(declaration: AnyCommand, args: unknown, { calls }: CallTable): readonly number[] {
  if ((declaration as unknown) === answer) return calls.filter(isRinging).map(({ key }) => key)
  const scope = releaseScopeOf(declaration, args)
  return scope ? inScope(calls, scope).map(({ key }) => key) : []
}
