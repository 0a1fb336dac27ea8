/** TLS alerts by number: RFC 8446 §6, with those of TLS 1.0 to 1.2 (RFC 5246 §7.2) and extensions' (RFC 6066, 7301). */
export const alerts = {
  0: 'close_notify',
  10: 'unexpected_message',
  20: 'bad_record_mac',
  21: 'decryption_failed',
  22: 'record_overflow',
  30: 'decompression_failure',
  40: 'handshake_failure',
  41: 'no_certificate',
  42: 'bad_certificate',
  43: 'unsupported_certificate',
  44: 'certificate_revoked',
  45: 'certificate_expired',
  46: 'certificate_unknown',
  47: 'illegal_parameter',
  48: 'unknown_ca',
  49: 'access_denied',
  50: 'decode_error',
  51: 'decrypt_error',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  86: 'inappropriate_fallback',
  90: 'user_canceled',
  100: 'no_renegotiation',
  109: 'missing_extension',
  110: 'unsupported_extension',
  112: 'unrecognized_name',
  113: 'bad_certificate_status_response',
  115: 'unknown_psk_identity',
  116: 'certificate_required',
  120: 'no_application_protocol',
} as const;

export type AlertName = (typeof alerts)[keyof typeof alerts];

/** The alert that OpenSSL says it *received*, if the error is about one: its text ends with `SSL alert number N`. */
export function alertOf(error: Error): { alert: AlertName | 'unknown'; number: number } | undefined {
  const number = Number(/SSL alert number (\d+)/.exec(error.message)?.[1]);
  if (Number.isNaN(number)) return undefined;
  const known: Readonly<Record<number, AlertName>> = alerts;
  return { alert: known[number] ?? 'unknown', number };
}
