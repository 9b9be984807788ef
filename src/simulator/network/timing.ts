/** Milliseconds of the simulated network. Real networks vary; these are in the middle of what they do. */
export const timing = {
  /** From the dialled number to the called party: radio connection, paging, routing. */
  setupMs: 800,
  /** T301 (3GPP TS 24.008 11.3): a call nobody answers is cleared. Real networks: 30 to 180 s. */
  noAnswerMs: 60_000,
  /** T303 and paging together: a party that gives no sign at all. */
  noResponseMs: 10_000,
  /** A supplementary service operation, from request to reply. */
  serviceMs: 400,
  /** From accepting a call to the far party's being through. */
  connectMs: 100,
  /** How long a DTMF key sounds; 3GPP TS 23.014 asks for 65 ms at least. */
  toneMs: 100,
} as const
