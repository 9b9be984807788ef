import { urc } from './urc.ts'

/** A line that is known and says nothing of calls; known, so that no free-text answer takes it for its own. */
function passedOver<const Key extends string>(key: Key, source: string, example: string) {
  return urc({ key, source, example, decode: line => ({ kind: 'passed-over', key, line }) })
}

/** The SIM is initialised (1). */
export const simInitialised = passedOver('+QUSIM:', 'capture cap-eg25g-boot-urcs-a', '+QUSIM: 1')
/** Which kind of card it is: 0 SIM, 1 USIM. */
export const cardKind = passedOver('+USIM:', 'Quectel EC2x AT Commands Manual V2.0, 15.6', '+USIM: 1')
/** The time zone changed. */
export const timeZone = passedOver('+CTZV:', '3GPP TS 27.007 8.41', '+CTZV: +32')
/** The same with the time of day. */
export const timeZoneExtended = passedOver('+CTZE:', '3GPP TS 27.007 8.41', '+CTZE: "+32",0,"2024/01/02,03:04:05"')
/** A packet data event. */
export const packetEvent = passedOver(
  '+CGEV:',
  '3GPP TS 27.007 10.1.19; capture cap-a7680c-mo-answered-remote-hangup',
  '+CGEV: NW DEACT 8,10',
)
/** A TCP/IP event. */
export const internetEvent = passedOver(
  '+QIURC:',
  'Quectel LTE Standard TCP(IP) Application Note',
  '+QIURC: "closed",0',
)
/** SIMCom modules print it at ring-back already under CS fallback, so it is no proof of an answer. */
export const voiceCall = passedOver(
  'VOICE CALL:',
  'captures cap-a7672sa-mo-no-answer-csfb, cap-a7680c-mo-answered-remote-hangup',
  'VOICE CALL: END: 000058',
)
