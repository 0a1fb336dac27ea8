/** The environment variable that says, in ISO 8601, when a run began: before the first of its phases. */
export const beganVariable = 'KORTHWEB_BEGAN';
