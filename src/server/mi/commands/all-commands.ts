import type { MiCommand } from '../mi-command.ts'
import { callHold, callUnhold } from './call-hold.ts'
import { callTransfer } from './call-transfer.ts'
import { help, processes, uptime, version, which } from './core.ts'
import { dialogEnd, dialogList, dialogListContext } from './dialogs.ts'
import { eventSubscribe, eventsList, raiseEvent, subscribersList } from './events.ts'
import { getStatistics, listStatistics } from './statistics.ts'

/** Every command, in the order in which `which` lists them. */
export const allCommands: readonly MiCommand[] = [
  which,
  help,
  version,
  uptime,
  processes,
  getStatistics,
  listStatistics,
  eventsList,
  eventSubscribe,
  subscribersList,
  raiseEvent,
  dialogList,
  dialogListContext,
  dialogEnd,
  callTransfer,
  callHold,
  callUnhold,
]
