import type { Parameter } from '../at/parameters.ts'

/** Where a module keeps files: flash, memory, and a card that these modules do not have. */
export type Storage = 'UFS' | 'RAM' | 'SD'

/** A file name, or a pattern with `*`, with its storage taken off. */
export interface FileName {
  readonly storage: Storage
  readonly name: string
}

const maxNameBytes = 80

/** `a.wav` is in UFS; `RAM:a.wav` says where it is. `undefined` for what is no name (error 406). */
export function fileNameOf({ text }: Parameter): FileName | undefined {
  const name = filePatternOf({ text })
  return name && !name.name.includes('*') ? name : undefined
}

/** The same for a pattern: `*`, `RAM:*`, `UFS:*.wav`, or a plain name. */
export function filePatternOf({ text }: Pick<Parameter, 'text'>): FileName | undefined {
  const [, prefix = 'UFS', name = ''] = /^(?:(UFS|RAM|SD):)?(.*)$/is.exec(text) ?? []
  // A colon would be another storage; a slash a folder, and these have none.
  if (name === '' || name.length > maxNameBytes || !/^[^"?<>|:/\\]+$/.test(name)) return undefined
  return { storage: prefix.toUpperCase() as Storage, name }
}

/** Whether `name` fits `pattern`, in which `*` stands for any characters. */
export function fits(name: string, pattern: string): boolean {
  const [first = '', ...others] = pattern.split('*')
  const last = others.pop()
  if (last === undefined) return name === pattern
  if (!name.startsWith(first)) return false
  // Each piece is looked for as early as it can stand, so that many stars take no longer than one.
  let from = first.length
  for (const piece of others) {
    const at = name.indexOf(piece, from)
    if (at < 0) return false
    from = at + piece.length
  }
  return name.length - last.length >= from && name.endsWith(last)
}
