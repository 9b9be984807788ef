/**
 * The times by which the call model lives, in one place because they lean on each other. All in ms.
 *
 * A list is asked at the latest BURST + LIST_GAP after a change, which is before a call is OVERDUE; and a line that comes
 * LATE is one that the list has long put right.
 */

/** How long the lines of one change may take to come, before the list is asked. */
export const BURST_MS = 20
/** The list is not asked more often than this, whatever the module prints. */
export const LIST_GAP_MS = 250
/** How long a call may lack its id or number before it is told as it is. */
export const OVERDUE_MS = 300
/**
 * How often the list is asked while there are calls. It alone can tell that the far end hung up where no line does, or the
 * line was lost: with the second list after BURST and the time both take, that is known within half a second. A list of one call
 * is 5 ms of a UART at 115 200 baud.
 */
export const POLL_MS = 400
/** How often it is asked while there are none: nothing else finds a call whose every line was lost. */
export const POLL_IDLE_MS = 30_000
/** When it is asked again after it alone told of an end: lines of lists get lost, too. */
export const LIST_DOUBT_MS = 1_500

/** Nobody calls again faster than this: what begins a call with the same id and number sooner is a late line. */
export const LATE_START_MS = 1_000
/** A line about a call that ended this long ago or less is a late line, not a new call. */
export const LATE_PROGRESS_MS = 5_000
/** An end is remembered this long against its own repetitions. */
export const REPEATED_END_MS = 60_000
/** So long a dialled call may be missing from the list before that means that it is gone. */
export const LISTED_AFTER_MS = 1_500
/** A call that ends this long after we asked for it, or later, was ended by somebody else. */
export const RELEASE_WINDOW_MS = 30_000
