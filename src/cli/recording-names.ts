import { extname } from 'node:path'
import { isTaken, type RecordTarget } from './record-to.ts'

/**
 * The files of the recordings of a run, one for each call: FILE.wav, FILE-2.wav, FILE-3.wav and so on. After the first one, names
 * that are taken are passed over, unless files may be replaced.
 * @returns what gives the next one.
 */
export function recordingNames({ file, overwrite = false }: Pick<RecordTarget, 'file' | 'overwrite'>): () => string {
  const ending = extname(file)
  const stem = file.slice(0, file.length - ending.length)
  let number = 0
  return () => {
    number++
    if (number === 1) return file
    while (!overwrite && isTaken(`${stem}-${number}${ending}`)) number++
    return `${stem}-${number}${ending}`
  }
}
