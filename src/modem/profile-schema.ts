import { list, object, oneOf, type Place, record, refused, type Shape, text, whole } from './json-shape.ts'

/** Something known about a module, and where that is written. What nobody knows is left out: absent means unknown. */
export interface Fact<T> {
  readonly value: T
  /** The document and clause, the driver, or the capture. */
  readonly source: string
}

const source = text('the name of a document, a driver or a capture')
const fact = <T>(value: Shape<T>): Shape<Fact<T>> => object({ value, source }) as Shape<Fact<T>>
const yesOrNo = fact(oneOf(true, false))

/** Two ends, both included. */
const range = <T extends { readonly min: number; readonly max: number }>(shape: Shape<T>): Shape<T> => {
  return (value, at) => {
    const read = shape(value, at)
    if (read.min > read.max) throw refused(at, 'has its ends the wrong way round')
    return read
  }
}

/**
 * A command line as it goes on the wire, without its CR. One command, so that each has an answer of its own, and none that
 * makes, answers or ends a call.
 */
const settingCommand = text(
  'one command line that begins with AT, without ";", and no ATD, ATA or ATH',
  /^AT(?![ADH])[\x20-\x3a\x3c-\x7e]{1,200}$/i,
)

/**
 * The named behaviours a profile may state. They tell readers what to expect. The driver goes by what the module answers,
 * and takes from here only a limit that it cannot ask for (`vtsMaxSymbols`).
 */
const quirks = {
  /** A call may be announced by +CLIP alone, with neither RING nor +CRING. */
  incomingWithoutRing: yesOrNo,
  /** +CLIP comes with the first RING only, so that a late listener must ask AT+CLCC for the number. */
  clipOnlyWithFirstRing: yesOrNo,
  /** The time between two RINGs, ms. */
  ringPeriodMs: fact(whole(1000, 20_000)),
  /** AT+CLCC lists data contexts as active calls of mode 1, which also take ids. */
  phantomDataCalls: yesOrNo,
  /** The id of ^DSCI is the id of AT+CLCC and tells two calls apart. */
  dsciIdMeaningful: yesOrNo,
  /** With AT+COLP=1 the final result of ATD waits until the call is answered or has failed. */
  colpDefersDialResult: yesOrNo,
  /** ATA answers OK before the call is connected. */
  answerOkBeforeConnected: yesOrNo,
  /** A bare CONNECT is printed when an incoming call is connected. */
  answerPrintsConnect: yesOrNo,
  /** What ends a call that the far end or the network cleared: a word for the cause, or NO CARRIER for all of them. */
  remoteClearWord: fact(oneOf('NO CARRIER', 'by cause')),
  /** NO CARRIER also follows a hang-up of our own. */
  localHangUpPrintsNoCarrier: yesOrNo,
  /** ^DSCI tells the end of a call that was not yet answered before our hang-up command has its OK. */
  hangUpUrcBeforeOk: yesOrNo,
  /** ^DSCI tells held and retrieved before AT+CHLD has its OK. */
  holdUrcBeforeOk: yesOrNo,
  /** How +CEER answers: a phrase, a result word, or `<location>,<cause>` numbers; several where firmware differs. */
  ceerForms: fact(list(oneOf('text', 'word', 'codes'), 1)),
  /** `+CEER: NO DIALTONE` means cause 18, no user responding. */
  ceerNoDialtoneIsCause18: yesOrNo,
  /** What AT+CHLD takes. */
  chldOperations: fact(list(oneOf('0', '1', '1x', '2', '2x', '3', '4'), 1)),
  /** A call belongs to the port that made it: other ports cannot end, answer or hold it. */
  callsBelongToPort: yesOrNo,
  /** How many symbols one AT+VTS takes. */
  vtsMaxSymbols: fact(whole(1, 255)),
  /** The duration parameter of AT+VTS, in units of `unitMs` milliseconds. */
  vtsDurationRange: fact(range(object({ min: whole(0, 10_000), max: whole(0, 10_000), unitMs: whole(1, 1000) }))),
  /** The port takes no command until the last tone of AT+VTS has ended. */
  vtsBlocksPort: yesOrNo,
  /** What AT+CLVL takes. */
  clvlRange: fact(range(object({ min: whole(0, 100), max: whole(0, 100) }))),
  /** How call audio reaches the host over USB where the firmware has it; an empty list: it does not. */
  usbVoice: fact(list(oneOf('serial-pcm', 'usb-audio'))),
}

/** The closed set of names a profile may use under `quirks`. */
export const quirkNames: readonly string[] = Object.keys(quirks)

const interfaceNumber = whole(0, 255)
const usbId = text('four lower-case hexadecimal digits', /^[0-9a-f]{4}$/)

const profile = object(
  {
    /** The name of its folder in hardware/. */
    name: text('a name in lower case', /^[a-z0-9]+(-[a-z0-9]+)*$/),
    /** What a person calls it. */
    title: source,
    /**
     * The kin whose behaviour it shares; behaviour follows the chip. `qualcomm`: EC2x and kin on MDM9x07. `unisoc`: 8910
     * and 8850. `asr`: the EC200A line. `asr-n`: the EC200N, EC200S and EC600N line on ASR 160x. `generic`: not known.
     */
    family: fact(oneOf('qualcomm', 'unisoc', 'asr', 'asr-n', 'generic')),
    /** The modules this profile is for, by what they answer to ATI; see {@link profileFor} for how it is matched. */
    identify: list(
      object({ manufacturer: source, model: text('how a model name begins', /^[A-Z0-9-]{3,20}$/), source }),
    ),
    /** What the module shows on USB, for listing ports. Never used to identify: product ids are shared. */
    usb: list(
      object(
        {
          vendorId: usbId,
          productId: usbId,
          /** The serial interfaces; network interfaces are left out. */
          interfaces: list(
            object({
              number: interfaceNumber,
              role: oneOf('at', 'modem', 'diag', 'nmea', 'pcm', 'unknown'),
            }),
          ),
          source,
        },
        { /** Other modules with the same product id. */ sharedWith: list(source, 1) },
      ),
    ),
    /** Commands to send at each bring-up after the generic ones, in order, best effort: an ERROR is only recorded. */
    settings: list(object({ command: settingCommand, why: source, source })),
    quirks: object({}, quirks),
    /** Which commands to expect; the module itself is asked. */
    expected: record('a command', /^AT[+^$&]?[A-Z][A-Z0-9]*(="[a-z/]+")?$/, fact(oneOf('yes', 'no'))),
    /** What nobody could say so far, and what was looked at: where a capture would help. */
    unknown: list(object({ question: source, lookedAt: source })),
  },
  {
    /** The variants known to have voice; another of the same name may be for data only. */
    voiceVariants: fact(list(text('the name of a variant'), 1)),
  },
)

/** What is known of one kind of module: `hardware/<name>/profile.json`. */
export type Profile = ReturnType<typeof profile>

/**
 * Reads a parsed profile.json.
 * @param folder the name of the folder it stands in, which must be its name.
 * @throws CellvoiceError INVALID_ARGUMENT naming the file and the key: a key that is missing or not known, a fact without
 *   a source, a value outside its range.
 */
export function profileFrom(document: unknown, file: string, folder: string): Profile {
  const root: Place = { file, key: '' }
  const read = profile(document, root)
  if (read.name !== folder) throw refused({ file, key: 'name' }, `is ${read.name}, but the folder is ${folder}`)
  return read
}
