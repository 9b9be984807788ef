import type { Modem } from '../../src/calls/modem.ts'

/** What a modem told of its calls, counted. */
export interface CallAccounts {
  /** How many calls there were. */
  readonly calls: number
  /** What is wrong so far: calls that did not begin, end and get their cause once each, in that order. */
  wrongs(): string[]
}

/** Keeps account of every call from now on. */
export function callAccounts(modem: Modem): CallAccounts {
  const stories = new Map<number, string[]>()
  modem.events$.subscribe(happened => {
    if (happened.kind !== 'call' || happened.event.kind === 'notification') return
    const { event } = happened
    const story = stories.get(event.call.key) ?? []
    stories.set(event.call.key, story)
    if (event.kind === 'state' && event.from === null) story.push('begins')
    else if (event.kind === 'ended') story.push(event.from === null ? 'begins, ends' : 'ends')
    else if (event.kind === 'cause') story.push('has a cause')
    // What is told of a call before its begin or after its end shows in the order.
    else if (story.length !== 1) story.push(event.kind)
  })
  return {
    get calls() {
      return stories.size
    },
    wrongs: () =>
      [...stories].flatMap(([key, story]) => {
        const told = story.join(', ')
        return told === 'begins, ends, has a cause' ? [] : [`call ${key} ${told}`]
      }),
  }
}
