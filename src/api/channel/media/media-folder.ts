import { extname, isAbsolute, join, normalize, sep } from 'node:path'
import { CellvoiceError } from '../../../base/error.ts'

/** The folder in which the files of an application are. */
export interface MediaFolder {
  readonly path: string
}

/**
 * Where a file of the folder is; a name without ending is that of a WAV file. Its name may come from a caller's keys, so
 * no name leads out of the folder; links that somebody has put there are followed.
 * @throws CellvoiceError INVALID_ARGUMENT for no name, or one that leads out.
 */
export function mediaPath({ path }: MediaFolder, name: string): string {
  const inside = normalize(typeof name === 'string' ? name : '')
  const isBad = typeof name !== 'string' || name === '' || name.includes('\0')
  if (isBad || isAbsolute(name) || inside === '..' || inside.startsWith(`..${sep}`)) {
    throw new CellvoiceError('INVALID_ARGUMENT', {
      detail: `${JSON.stringify(name)} is no file of the media folder ${path}`,
    })
  }
  return join(path, extname(inside) === '' ? `${inside}.wav` : inside)
}
