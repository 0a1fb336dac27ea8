import { relative, sep } from 'node:path';

export interface TestPlace {
  /** The folder of the suites. */
  readonly root: string;
  readonly file: string;
  readonly title: string;
  /** The Playwright project: `helm`, or `gitops@bhs` where there are several tenants. */
  readonly project: string;
}

const caseAtEnd = /\s*\[([^\]]+)\]$/;

/** A check's stable id: its path under `suites/`, `[case]` where its title ends so, `@tenant` where its project does. */
export function checkId({ root, file, title, project }: TestPlace): string {
  const [, tenant] = project.split('@');
  const [, label] = caseAtEnd.exec(title) ?? [];
  return `${checkOfFile(root, file)}${label ? `[${label}]` : ''}${tenant ? `@${tenant}` : ''}`;
}

/** The id of a file's checks, without case and tenant. */
export const checkOfFile = (root: string, file: string): string =>
  relative(root, file)
    .split(sep)
    .join('/')
    .replace(/\.spec\.ts$/, '');

/** Stands for a check where an error belongs to no file of checks. */
export const noCheck = 'run/playwright';

/** The area of a check: the folder it is in. */
export const areaOf = (id: string): string => id.split('/')[0] ?? id;

/** A check's id taken apart: what it checks, and for which tenant where there are several. */
export function withoutTenant(id: string): { readonly check: string; readonly tenant: string | null } {
  const [whole, tenant = null] = /@([^@\]]+)$/.exec(id) ?? [''];
  return { check: id.slice(0, id.length - whole.length), tenant };
}
