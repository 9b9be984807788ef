/** A sound card as Linux lists it. */
export interface AlsaCard {
  /** Its number, which may change at the next start: 0, 1, … */
  readonly index: number
  /** Its name in device names: `Android` in `plughw:Android`. */
  readonly id: string
  /** What it calls itself: `Android`. */
  readonly name: string
  /** What its driver says of the connection: `Android Android at usb-0000:00:14.0-1.2, high speed`. */
  readonly connection: string
}

/** Ids and names under which modules with USB audio were seen; a second one of a kind has `_1` behind its id. */
const moduleNames = /^(android|baiwang)(_\d+)?$|^(ec2\d|ec200|ec600|eg2\d|eg9\d)\w*$|quectel/i

/** Reads what `/proc/asound/cards` says, two lines a card. Other lines are passed over: no cards, no entries. */
export function parseAlsaCards(text: string): AlsaCard[] {
  const cards = text.matchAll(/^ *(\d+) \[([^\]\n]+?) *\]: *(?:\S+ - )?(.*)\n *(.*)$/gm)
  return [...cards].map(([, index = '', id = '', name = '', connection = '']) => ({
    index: Number(index),
    id,
    name: name.trim(),
    connection: connection.trim(),
  }))
}

/**
 * The ALSA device of a module that is a USB sound card: `plughw:Android`, which also converts what the card cannot do.
 * @param text What `/proc/asound/cards` says.
 * @param usbLocation The socket of the module as sysfs and `PortInfo` name it, such as `1-1.2`; without it the first module.
 * @returns null where there is none.
 */
export function findModuleCard(text: string, usbLocation?: string): string | null {
  const card = parseAlsaCards(text)
    .filter(({ id, name }) => moduleNames.test(id) || moduleNames.test(name))
    .find(({ connection }) => usbLocation === undefined || socketOf(connection) === socketPart(usbLocation))
  return card ? `plughw:${card.id}` : null
}

/** `1.2` of `… at usb-0000:00:14.0-1.2, high speed`: behind the name of the bus come the sockets on the way. */
function socketOf(connection: string): string | undefined {
  return / at usb-\S+-([\d.]+)(?:,|$)/.exec(connection)?.[1]
}

/** `1.2` of `1-1.2`: sysfs numbers the bus. */
function socketPart(usbLocation: string): string {
  return usbLocation.slice(usbLocation.indexOf('-') + 1)
}
