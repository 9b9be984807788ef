import { inputOf, lineOf } from './corpus.ts'
import type { FuzzTarget } from './fuzz-target.ts'

/** Takes pieces away from an input that fails as long as it fails in the same words: what is left shows the fault. */
export async function shrunk(target: FuzzTarget, failing: string): Promise<string> {
  const wordsOf = async (input: Uint8Array) => {
    try {
      await target.attempt(input)
      return null
    } catch (error) {
      return error instanceof Error ? error.message.replace(/\d+/g, '#') : String(error)
    }
  }
  let input = inputOf(failing)
  const words = await wordsOf(input)
  if (words === null) return failing
  for (let size = input.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at + size <= input.length; ) {
      const less = Buffer.concat([input.subarray(0, at), input.subarray(at + size)])
      if ((await wordsOf(less)) === words) input = less
      else at += size
    }
  }
  return lineOf(input)
}
