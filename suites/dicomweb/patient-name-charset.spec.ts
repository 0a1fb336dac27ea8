import { expect, test } from '../../fixtures/test.ts';
import type { Charset } from '../../helpers/dicom/charsets.ts';
import { personName } from '../../helpers/dicomweb/dicom-json.ts';
import { searchStudies } from '../../helpers/dicomweb/qido.ts';
import { retrieveInstance, retrieveMetadata } from '../../helpers/dicomweb/wado.ts';

/** Names from DICOM PS3.5 §H to §K and PS3.17, or made up; of nobody. */
const names: readonly (readonly [label: string, charset: Charset, name: string])[] = [
  ['latin-1', 'ISO_IR 100', 'Äneas^Rüdiger'],
  ['greek', 'ISO_IR 126', 'Διονυσιος'],
  ['cyrillic', 'ISO_IR 144', 'Люкceмбypг'],
  ['utf-8', 'ISO_IR 192', 'Wang^XiaoDong=王^小東'],
  ['chinese', 'GB18030', 'Wang^XiaoDong=王^小东'],
  ['japanese', '\\ISO 2022 IR 87', 'Yamada^Tarou=山田^太郎=やまだ^たろう'],
  ['korean', '\\ISO 2022 IR 149', 'Hong^Gildong=洪^吉洞=홍^길동'],
];

for (const [label, charset, patientName] of names) {
  test(
    `QIDO-RS, metadata and file agree on a patient name in ${charset.replace('\\', '')} [${label}]`,
    { tag: ['@core'] },
    async ({ web, upload }) => {
      const { studyInstanceUID, instances } = await upload({ patientName, charset });
      const [{ facts }] = instances;
      const [found] = await searchStudies(web, { StudyInstanceUID: studyInstanceUID });
      const [metadata] = await retrieveMetadata(web, facts);
      expect(
        {
          qido: personName(found ?? {}, '00100010'),
          metadata: personName(metadata ?? {}, '00100010'),
          file: (await retrieveInstance(web, facts)).facts.patientName,
        },
        `Patient's Name (0010,0010), stored in ${charset}. Next: look at \`DefaultEncoding\` in Orthanc's configuration`,
      ).toEqual({ qido: patientName, metadata: patientName, file: patientName });
    },
  );
}
