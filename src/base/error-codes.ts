/**
 * Every error the library raises, once: what happened, and what the reader should do about it.
 * The code is the stable name; programs match on it, people read `what` and `remedy`.
 */
export const errorCodes = {
  INVALID_ARGUMENT: { what: 'An argument is not acceptable', remedy: 'Correct the argument; nothing was sent.' },
  INVALID_NUMBER: {
    what: 'The number cannot be dialled',
    remedy: 'Use an optional leading + and then 1 to 40 of 0-9 * # A B C; nothing was sent.',
  },
  INVALID_TRANSCRIPT: {
    what: 'The transcript cannot be read',
    remedy: 'Write one wire line a line: "> " host to module, "< " module to host, "# " comment.',
  },
  PORT_NOT_FOUND: {
    what: 'The port does not exist',
    remedy: 'Check the cable and the power of the module, then list what is there with `cellvoice ports`.',
  },
  PORT_NO_PERMISSION: {
    what: 'The port may not be opened by this user',
    remedy: 'Add the user to the group that owns the port (`sudo usermod -aG dialout $USER`) and log in again.',
  },
  PORT_BUSY: {
    what: 'Another program holds the port',
    remedy: 'End that program; if it is ModemManager: `sudo systemctl stop ModemManager`.',
  },
  PORT_SILENT: {
    what: 'The port opens but nothing answers AT',
    remedy:
      'Check that the module has power and has booted (up to 60 s), and that this is its AT interface: `cellvoice ports` shows the others.',
  },
  PORT_GARBAGE: {
    what: 'The port answers, but not in AT lines',
    remedy: 'Try another baud rate (115200, 9600, 460800, 921600), or another interface of the module.',
  },
  PORT_UNREACHABLE: {
    what: 'The network port cannot be reached',
    remedy: 'Check host and port number, and that the program that serves the modem is running.',
  },
  PORT_LOST: { what: 'The line to the module is gone', remedy: 'Check cable, power and USB hub; open the port again.' },
  PORT_FAILED: { what: 'The port cannot be used', remedy: 'See the cause for what the operating system said.' },
  PORT_CONGESTED: {
    what: 'The line does not take bytes as fast as they are written',
    remedy: 'Wait for earlier writes to finish; nothing of this one was sent.',
  },
  PORT_CLOSED: { what: 'The port is closed', remedy: 'Open it before use.' },
  AT_TIMEOUT: {
    what: 'The module did not answer in time',
    remedy: 'The next command first finds its place again; try again.',
  },
  AT_ERROR: { what: 'The module refused the command', remedy: 'See the result it gave.' },
  AT_MALFORMED: { what: 'The module gave an answer that cannot be read', remedy: 'Report the line it sent.' },
  AT_QUEUE_FULL: {
    what: 'Too many commands wait for the module',
    remedy: 'Wait for earlier commands to finish; nothing was sent.',
  },
  MODEM_CLOSED: { what: 'The modem was closed', remedy: 'Open it again with openModem().' },
  MODEM_NOT_READY: {
    what: 'The modem cannot do this yet',
    remedy: 'Wait until it is ready; see the missing condition.',
  },
  MODEM_RESTARTED: {
    what: 'The module restarted',
    remedy: 'Open calls are gone; wait until the modem is ready again.',
  },
  NOT_SUPPORTED: { what: 'This module cannot do that', remedy: 'See the capability record for what it answered.' },
  DIAL_REFUSED: { what: 'The call could not be placed', remedy: 'See the result the module gave.' },
  NO_SUCH_CALL: { what: 'There is no such call', remedy: 'List the calls with modem.calls.' },
  WRONG_CALL_STATE: { what: 'The call is not in a state for this', remedy: 'See call.state for where it is.' },
  AUDIO_FILE_INVALID: {
    what: 'The audio file cannot be read',
    remedy: 'Give a WAV file that other players open; `soxi FILE` tells what a file is.',
  },
  AUDIO_FILE_UNSUPPORTED: {
    what: 'The audio file is of a kind that is not read here',
    remedy: 'Convert it: `sox FILE -r 8000 -c 1 -b 16 out.wav`.',
  },
  AUDIO_TOOL_MISSING: {
    what: 'A program that this needs is not installed',
    remedy: 'Install it with the package manager of the system.',
  },
  AUDIO_TOOL_FAILED: { what: 'A program that this needs failed', remedy: 'See what it said.' },
  AUDIO_DEVICE_FAILED: {
    what: 'The sound card cannot be used',
    remedy: 'See what the system said; `arecord -l` and `aplay -l` list the cards.',
  },
  AUDIO_DEVICE_LOST: {
    what: 'The sound card is gone',
    remedy:
      'Check the cable and the power of the module, and whether `arecord -l` still lists the card; then open it again.',
  },
  DISK_FULL: {
    what: 'The disk is full, or the file may not grow any further',
    remedy: 'Free space or raise the limit; what was written until then is kept and plays.',
  },
  FILE_EXISTS: { what: 'The file exists already', remedy: 'Give another name, or allow it to be overwritten.' },
  FILE_FAILED: {
    what: 'The file cannot be used',
    remedy: 'Check that its folder exists and that this user may use it; see the cause for what the system said.',
  },
  RECORDING_FAILED: {
    what: 'The recording failed',
    remedy: 'What was recorded until then is kept where possible; see the cause and record again.',
  },
  CALLBACK_FAILED: {
    what: 'The callback threw',
    remedy: 'Catch errors inside the callback; later events are delivered all the same.',
  },
  CALLBACK_QUEUE_FULL: {
    what: 'The callback is too slow: its queue is full',
    remedy: 'Return from the callback sooner; the last state of each call is still delivered.',
  },
} as const satisfies Record<string, { what: string; remedy: string }>

/** The name of an error, as found in {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes
