import type { Run } from './run.ts'

/** Waits for work, but not longer than so many ms. @returns whether it is done. */
export async function endsWithin({ clock }: Pick<Run, 'clock'>, ms: number, work: Promise<unknown>): Promise<boolean> {
  let cancel = () => {}
  const limit = new Promise<false>(resolve => {
    cancel = clock.setTimer(ms, () => resolve(false))
  })
  try {
    return await Promise.race([work.then(() => true), limit])
  } finally {
    cancel()
  }
}
