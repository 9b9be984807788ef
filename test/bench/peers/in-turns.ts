/** Somebody who is measured, and ends. */
export interface Runner {
  close(): Promise<void>
}

/**
 * Has everybody running at the same time and measures them one after the other, turn by turn, so that what else the machine
 * does meets them alike. Who begins is another one in each turn.
 *
 * @param starts by title; one that gives null is left out.
 * @returns what was measured, by title, one for each turn.
 */
export async function inTurns<Running extends Runner, Result>(
  starts: ReadonlyMap<string, () => Promise<Running | null>>,
  turns: number,
  measure: (running: Running) => Promise<Result>,
): Promise<ReadonlyMap<string, readonly Result[]>> {
  const running: [string, Running][] = []
  const results = new Map<string, Result[]>()
  try {
    for (const [title, start] of starts) {
      const one = await start()
      if (one) running.push([title, one])
    }
    for (let turn = 0; turn < turns; turn++) {
      const first = turn % running.length
      for (const [title, one] of [...running.slice(first), ...running.slice(0, first)]) {
        results.set(title, [...(results.get(title) ?? []), await measure(one)])
      }
    }
  } finally {
    await Promise.all(running.map(([, one]) => one.close()))
  }
  return results
}
