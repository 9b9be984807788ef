import { Socket } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import type { CancelTimer } from '../../base/clock.ts'
import type { CarrierContext } from './carrier.ts'
import { openFifoFile } from './fifo-file.ts'
import { writeFifoReply } from './fifo-reply.ts'
import { type FifoRequest, FifoRequests } from './fifo-requests.ts'

/** Where requests are taken from a named pipe. */
export interface FifoCarrier {
  readonly path: string
  readonly replyFolder: string
  close(): Promise<void>
}

/** A request that is not complete after this long has lost its writer. */
const REQUEST_LIMIT_MS = 1_000
/** How many clients are waited for at once. */
const MAX_REPLIES = 64

/** Takes requests from a named pipe. @throws CellvoiceError FILE_EXISTS, FILE_FAILED. */
export async function openFifo(
  options: { readonly path: string; readonly replyFolder?: string },
  context: CarrierContext,
): Promise<FifoCarrier> {
  const path = resolve(options.path)
  const replyFolder = resolve(options.replyFolder ?? dirname(path))
  const { clock, logger } = context
  const pipe = await openFifoFile(path, replyFolder, logger)
  const socket = new Socket({ fd: pipe.descriptor, readable: true, writable: false })
  const requests = new FifoRequests()
  const replies = new Set<Promise<void>>()
  let cancelLimit: CancelTimer = () => {}

  const answer = ({ replyName, bytes }: FifoRequest) => {
    const answered = context.answer(bytes)
    if (answered.kind !== 'reply' || replyName === '') return
    if (replies.size >= MAX_REPLIES) {
      logger.warn(`management: ${MAX_REPLIES} replies wait for their readers; one more was dropped`)
      return
    }
    const writing = writeFifoReply(join(replyFolder, replyName), answered.text, clock).then(problem => {
      replies.delete(writing)
      if (problem !== null) logger.debug(`management: a reply to ${replyName} was dropped: ${problem}`)
    })
    replies.add(writing)
  }
  socket.on('data', chunk => {
    const wasInside = requests.isInside
    const complete = requests.take(chunk)
    for (const request of complete) answer(request)
    // What a writer left unfinished must not swallow the requests of others for longer because they keep coming.
    if (wasInside && complete.length === 0 && requests.isInside) return
    cancelLimit()
    if (requests.isInside) cancelLimit = clock.setTimer(REQUEST_LIMIT_MS, () => requests.reset())
  })
  socket.on('error', error => logger.error(`management: the pipe ${path} failed: ${error.message}`))

  return {
    path,
    replyFolder,
    async close() {
      cancelLimit()
      socket.destroy()
      await Promise.all(replies)
      await pipe.remove()
    },
  }
}
