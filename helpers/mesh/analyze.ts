import { z } from 'zod';
import { InconclusiveError } from '../model/errors.ts';
import { findProgram } from '../process/find-program.ts';
import { run } from '../process/run.ts';

const Findings = z.array(
  z.object({
    code: z.string(),
    level: z.string(),
    message: z.string(),
    origin: z.string().optional(),
  }),
);

/** Something that `istioctl analyze` has to say: `IST0101 Error (VirtualService orthweb/web-vs): …`. */
export type AnalysisFinding = z.infer<typeof Findings>[number];

/** What `istioctl analyze` says of namespaces of a live cluster, notes left out. @throws {InconclusiveError} */
export async function analyze(
  context: string,
  kubeconfig: string | null,
  namespaces: readonly string[],
): Promise<readonly AnalysisFinding[]> {
  const istioctl = await findProgram({
    name: 'istioctl',
    title: 'istioctl',
    variable: 'KORTHWEB_ISTIOCTL',
    artifact: 'go-istioctl',
  });
  const where = ['--context', context, ...(kubeconfig === null ? [] : ['--kubeconfig', kubeconfig])];
  const each = await Promise.all(
    namespaces.map(async (namespace) => {
      const args = ['analyze', '--namespace', namespace, '--output', 'json', '--failure-threshold', 'Error'];
      const { stdout, stderr } = await run(istioctl, [...args, ...where], { anyExitCode: true });
      const findings = Findings.safeParse(JSON.parse(stdout.trim() || 'null') ?? []);
      if (findings.success) return findings.data;
      throw new InconclusiveError(
        `\`istioctl analyze\` of ${namespace} gave no findings: ${stderr || stdout}`,
      );
    }),
  );
  const unique = new Map(each.flat().map((finding) => [JSON.stringify(finding), finding]));
  return [...unique.values()].filter(({ level }) => level !== 'Info');
}
