import { exercisesWebRoute, expect, test } from '../../fixtures/test.ts';
import { httpRefusal } from '../../helpers/denial/refusal.ts';
import { system } from '../../helpers/orthanc/rest.ts';

test(
  "the web host leads to the tenant's Orthanc",
  { tag: ['@smoke', '@core'], annotation: exercisesWebRoute },
  async ({ web, tenant }) => {
    expect(
      await system(web),
      `what ${tenant.web.host} says of itself at /system. Next: look at service and port of the web route`,
    ).toMatchObject({ DicomAet: tenant.dicom.aeTitle, DicomPort: tenant.orthanc.dicomPort });
  },
);

// The server name is right and the Host is not, as in a request that a client sends over a connection it has already.
for (const [label, host] of [
  ['another name', () => 'nowhere.example.org'],
  ['a subdomain', (name: string) => `other.${name}`],
  ['the DICOM host', (_name: string, dicom: string) => dicom],
] as const) {
  test(
    `a Host that is no tenant's is 404 [${label}]`,
    { tag: ['@core'], annotation: exercisesWebRoute },
    async ({ web, tenant, denial }) => {
      const wrong = host(tenant.web.host, tenant.dicom.host);
      await denial({
        what: `GET /system with Host ${wrong} and server name ${tenant.web.host}`,
        attempt: () => web.request({ path: '/system', headers: { host: wrong } }),
        expect: httpRefusal(404),
        controls: [
          {
            what: `the same with Host ${tenant.web.host} is 200`,
            attempt: async () => expect((await web.request({ path: '/system' })).status).toBe(200),
          },
        ],
      });
    },
  );
}
