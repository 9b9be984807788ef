import type { FrameSource, MediaSession } from '../../audio/media-session.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { Playback, PlaybackEnd } from './playback.ts'

/** What plays on a session now: what comes next takes its place. */
const playing = new WeakMap<MediaSession, () => void>()

/** What a source gave last is on its way for so many frames: the cushion of 60 ms, and what the device holds itself. */
const FRAMES_ON_THEIR_WAY = 5

/**
 * Plays a source to the far end until it has nothing more and the last of it is out. What was being played on this session before is stopped.
 * @param release Called once when it is over, however it ended.
 */
export function playLive(session: MediaSession, source: FrameSource, release: () => Promise<void>): Playback {
  playing.get(session)?.()
  let end: (how: PlaybackEnd) => void = () => {}
  const over = new Promise<PlaybackEnd>(resolve => {
    end = resolve
  })
  const stop = () => end({ kind: 'stopped' })
  playing.set(session, stop)
  let silent = 0
  session.setSource(frame => {
    if (silent === 0 && source(frame)) return true
    // Whoever hangs up at the end must not cut it off.
    if (silent++ === FRAMES_ON_THEIR_WAY) end({ kind: 'finished' })
    return false
  })
  void session.ended.then(reason => {
    end({ kind: 'failed', reason: reason ?? new CellvoiceError('NO_SUCH_CALL', { detail: 'the call ended' }) })
  })
  const ended = over.then(async how => {
    if (playing.get(session) === stop) {
      playing.delete(session)
      session.setSource(null)
    }
    await release()
    return how
  })
  return {
    source: 'live',
    ended,
    stop: async () => {
      stop()
      await ended
    },
  }
}
