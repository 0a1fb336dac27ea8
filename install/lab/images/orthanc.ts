import { standardPath, type ImageDefinition } from './definition.ts';

const plugins = ['DicomWeb', 'PostgreSQLIndex', 'PostgreSQLStorage'];

/** Orthanc with the plugins that the approaches load, where the official image has them. */
export default {
  name: 'orthancteam/orthanc:25.5.1',
  debian: {
    packages: ['orthanc', 'orthanc-dicomweb', 'orthanc-postgresql', 'openssl', 'ca-certificates', 'bash'],
  },
  layers: () =>
    Promise.resolve([
      plugins.map((plugin) => ({
        to: `/usr/share/orthanc/plugins-available/libOrthanc${plugin}.so`,
        link: `/usr/share/orthanc/plugins/libOrthanc${plugin}.so`,
      })),
    ]),
  config: { Env: [standardPath, 'LANG=C.UTF-8'], Cmd: ['Orthanc', '/etc/orthanc'] },
} satisfies ImageDefinition;
