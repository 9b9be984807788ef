import { CallOpsError } from './call-ops-error.ts'

/** What operations are refused with: the code and the words of callops and of the dialog module. */
const refusals = {
  'no-dialog': [404, 'Dialog not found'],
  'no-transfer-dialog': [404, 'Transfer dialog not found'],
  'no-requested-dialog': [404, 'Requested Dialog not found'],
  'not-ready': [410, 'Dialog not ready'],
  'bad-leg': [420, 'Bad leg'],
  'all-held': [480, 'Both dialog legs are on hold'],
  'none-held': [480, 'No dialog legs on hold'],
  pending: [491, 'Request Pending'],
} as const satisfies Record<string, readonly [number, string]>

/** The error for a reason. */
export function refusal(reason: keyof typeof refusals): CallOpsError {
  const [code, message] = refusals[reason]
  return new CallOpsError(code, message)
}

/** A parameter whose value cannot be: `leg`. */
export function badParameter(name: string): CallOpsError {
  return new CallOpsError(-32602, 'Invalid params', `Bad type for parameter '${name}'`)
}

/** What the form with the tags of a SIP dialog always comes to. */
export function tagsNotHandled(): CallOpsError {
  return new CallOpsError(-32000, 'Server error', 'Failed to handle parameter')
}
