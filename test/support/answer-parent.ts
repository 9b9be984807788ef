import { createInterface } from 'node:readline'

/** The child's side of {@link ChildProgram}: says `ready`, answers each request with what `answer` gives, ends with its parent. */
export function answerParent<Request>(ready: object, answer: (request: Request) => unknown): void {
  const requests = createInterface(process.stdin)
  requests.on('close', () => process.exit())
  let turn = Promise.resolve()
  requests.on('line', line => {
    turn = turn.then(async () => say(await replyTo(line, answer)))
  })
  say(ready)
}

async function replyTo<Request>(line: string, answer: (request: Request) => unknown): Promise<object> {
  try {
    return { result: await answer(JSON.parse(line) as Request) }
  } catch (error) {
    return { error: String(error) }
  }
}

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}
