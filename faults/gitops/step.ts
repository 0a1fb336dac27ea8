import { defineFaults, type Change, type Fault, type FaultContext } from '../../helpers/fault/define.ts';
import { keptFromFlux, sourceOf, stepOf } from '../../helpers/fault/flux.ts';

interface Variant extends Pick<Fault, 'title' | 'expected'> {
  readonly variant: string;
  readonly change: (context: FaultContext) => Change;
}

const variants: readonly Variant[] = [
  {
    variant: 'suspended',
    title: "A tenant's application is suspended: nothing of it is applied any more",
    expected: ['gitops/nothing-is-suspended'],
    change: (context) => keptFromFlux(stepOf(context, 'application'), { suspend: true }),
  },
  {
    variant: 'without pruning',
    title: 'What is removed from the source stays in the cluster',
    expected: ['gitops/removed-object-is-pruned'],
    change: (context) => keptFromFlux(stepOf(context, 'application'), { prune: false }),
  },
  {
    variant: 'failing',
    title: 'A step has a path that is not in the source',
    expected: ['gitops/everything-is-applied'],
    change: (context) => keptFromFlux(stepOf(context, 'application'), { path: './nowhere' }),
  },
  {
    variant: 'waits for nothing',
    title: 'A step does not wait for the one before it',
    expected: ['gitops/order-is-kept'],
    change: (context) => keptFromFlux(stepOf(context, 'dependency'), { dependsOn: [] }),
  },
  {
    variant: 'overtakes a broken step',
    title: 'A step that does not wait for the one before it is applied though that one is broken',
    expected: ['gitops/broken-revision-changes-nothing'],
    change: (context) => keptFromFlux(stepOf(context, 'application'), { dependsOn: [] }),
  },
  {
    variant: 'heedless',
    title: 'A step is done before what it applies is Ready',
    expected: ['gitops/order-is-kept'],
    change: (context) => keptFromFlux(stepOf(context, 'dependency'), { wait: false }),
  },
  {
    variant: 'stays away',
    title: 'A suspended step does not bring back what somebody deletes',
    expected: ['gitops/deleted-object-returns'],
    change: (context) => keptFromFlux(stepOf(context, 'application'), { suspend: true }),
  },
  {
    variant: 'source suspended',
    title: 'Flux does not look at its source any more',
    expected: ['gitops/nothing-is-suspended'],
    change: (context) => ({ patch: sourceOf(context), with: { spec: { suspend: true } } }),
  },
];

export default defineFaults(
  variants.map(({ change, ...variant }) => ({
    ...variant,
    requires: ['flux'],
    reconciled: true,
    change: (context) => [change(context)],
  })),
);
