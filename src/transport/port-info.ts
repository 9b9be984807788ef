/** What a USB device says about itself, and where it is plugged in. */
export interface UsbInfo {
  /** Four hexadecimal digits, lower case: `2c7c` is Quectel. */
  readonly vendorId: string
  /** Four hexadecimal digits, lower case. Models share some of them: identify a module by ATI, not by this. */
  readonly productId: string
  /** Which interface of the device this port is, from 0: on an EC25, 2 is the AT port. */
  readonly interfaceNumber?: number
  readonly manufacturer?: string
  readonly product?: string
  readonly serialNumber?: string
  /** The socket, as the kernel counts them: `1-1.2`. Ports of one module share it. */
  readonly location?: string
}

/** A serial port that is there. */
export interface PortInfo {
  /** What to open: `/dev/ttyUSB2`, `COM3`. */
  readonly path: string
  /** Absent for a port that is not on USB. */
  readonly usb?: UsbInfo
  /** Links in `/dev/serial/by-id`: the same wherever the module is plugged in. */
  readonly byId: readonly string[]
  /** Links in `/dev/serial/by-path`: the same whichever module is plugged in there. */
  readonly byPath: readonly string[]
}
