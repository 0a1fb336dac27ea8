/** The environment variable that says, in ISO 8601, when a run began: before the first of its phases. */
export const beganVariable = 'KORTHWEB_BEGAN';

/** The environment variable that names the file by which a phase's workers are told that it is their turn. */
export const turnVariable = 'KORTHWEB_TURN';
