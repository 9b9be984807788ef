/** How a receiver did. */
export interface Score {
  readonly sent: number
  /** Keys that were heard, in order. */
  readonly hits: number
  /** Keys that were told of and not sent: doubles, or other keys. */
  readonly extra: number
}

/** By the longest common subsequence: what was sent and heard in the same order, whatever came between. */
export function scoreOf(sent: string, heard: string): Score {
  let above = new Uint32Array(heard.length + 1)
  for (const key of sent) {
    const row = new Uint32Array(heard.length + 1)
    for (let at = 1; at <= heard.length; at++) {
      const diagonal = (above[at - 1] as number) + 1
      row[at] = key === heard[at - 1] ? diagonal : Math.max(above[at] as number, row[at - 1] as number)
    }
    above = row
  }
  const hits = above[heard.length] as number
  return { sent: sent.length, hits, extra: heard.length - hits }
}

/** 99.94 %, and never 100 % when one is missing. */
export function percent(part: number, of: number): string {
  const rounded = ((100 * part) / of).toFixed(2)
  return part < of && rounded === '100.00' ? '>99.99 %' : `${rounded.replace(/\.?0+$/, '')} %`
}
