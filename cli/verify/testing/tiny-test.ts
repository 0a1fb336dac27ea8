export { expect } from '@playwright/test';
export { test } from '../../../fixtures/core.ts';
export { exercises } from '../../../fixtures/exercises.ts';
export { knownDeviation } from '../../../fixtures/known-deviation.ts';
export { settingUp } from '../../../fixtures/setting-up.ts';
export { httpRefusal } from '../../../helpers/denial/refusal.ts';
export { latencyAnnotation } from '../../../helpers/model/annotations.ts';
export { InconclusiveError, SetupError, TimeoutError } from '../../../helpers/model/errors.ts';
