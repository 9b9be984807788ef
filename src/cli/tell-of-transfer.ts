import type { Run } from './run.ts'

/**
 * Tells whoever wants to end meanwhile what is still waited for, as a transfer to or from the module cannot be broken off.
 * @returns what is to be called when it is over.
 */
export function tellOfTransfer(
  { interruption, printer }: Pick<Run, 'interruption' | 'printer'>,
  text: string,
): () => void {
  const { signal } = interruption
  const tell = () => {
    if (interruption.hasReader) printer.note(`${text}; Ctrl-C again ends at once`)
  }
  if (signal.aborted) tell()
  else signal.addEventListener('abort', tell, { once: true })
  return () => signal.removeEventListener('abort', tell)
}
