import { randomBytes } from 'node:crypto'
import type { Modem } from '../../calls/modem.ts'
import { deleteFile, listFiles } from '../../modem/module-commands.ts'

/** `cv-play-<process>-<random>.wav`. Recordings of ours have other names: a note on some disk may still wait for them. */
const NAME = /^(?:UFS:)?(cv-play-(\d{1,10})-[0-9a-f]{8}\.wav)$/i

/** The prompts of this process that a module has, or is being given. */
const used = new Set<string>()
/** Modules on which nothing of ours is left behind, as far as this process knows. */
const tidy = new WeakSet<Modem>()

/** A name for a prompt in the files of a module. It tells whose it is, and is this process's until {@link deletePrompt}. */
export function newPromptName(): string {
  const name = `cv-play-${process.pid}-${randomBytes(4).toString('hex')}.wav`
  used.add(name)
  return name
}

/** Deletes a prompt; one that could not be deleted is left behind. Never rejects. */
export async function deletePrompt(modem: Modem, name: string): Promise<void> {
  used.delete(name)
  await modem.execute(deleteFile, name).catch(() => tidy.delete(modem))
}

/**
 * Deletes the prompts that were left behind, by a process that was killed or with a line that was lost: once for a modem,
 * and again after something was left. Those of a process that lives are in use. Never rejects.
 */
export async function deleteLeftPrompts(modem: Modem): Promise<void> {
  if (tidy.has(modem)) return
  tidy.add(modem)
  // A module that lists or deletes nothing has room or says at the upload that it has none.
  const files = await modem.execute(listFiles, '*').catch(() => [])
  for (const { name: listed } of files) {
    const [, name = '', owner = ''] = NAME.exec(listed) ?? []
    if (name !== '' && !isUsed(name, Number(owner))) await deletePrompt(modem, name)
  }
}

function isUsed(name: string, owner: number): boolean {
  return owner === process.pid ? used.has(name) : isAlive(owner)
}

/** A process of another user answers with EPERM, and is there. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
