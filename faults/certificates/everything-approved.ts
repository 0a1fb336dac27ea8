import { changeContainers } from '../../helpers/fault/containers.ts';
import { defineFault } from '../../helpers/fault/define.ts';

/** What switches cert-manager's own approver off, in its charts or by hand (cert-manager.io, "Approver Policy"). */
const withoutApprover = /^--controllers=.*-certificaterequests-approver/;

export default defineFault({
  title: "cert-manager's own approver approves every request, before anybody else can look at it",
  requires: ['cert-manager', 'certificate-approval'],
  expected: ['certificates/denied-request-issues-nothing'],
  change: () => [
    changeContainers(
      { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'cert-manager', name: 'cert-manager' },
      ({ args }) => ({
        args: (Array.isArray(args) ? args : []).filter((arg) => !withoutApprover.test(String(arg))),
      }),
    ),
  ],
});
