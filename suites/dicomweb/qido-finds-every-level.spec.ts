import { expect, test } from '../../fixtures/test.ts';
import { string } from '../../helpers/dicomweb/dicom-json.ts';
import { searchInstances, searchSeries, searchStudies } from '../../helpers/dicomweb/qido.ts';

test(
  'QIDO-RS finds the study, its series and its instances, each with its counts and UIDs',
  { tag: ['@core'] },
  async ({ web, upload }) => {
    const { studyInstanceUID, instances } = await upload({ series: 2, instances: 2 });
    const uids = (key: 'seriesInstanceUID' | 'sopInstanceUID'): string[] =>
      [...new Set(instances.map(({ facts }) => facts[key]))].toSorted();

    const studies = await searchStudies(web, { StudyInstanceUID: studyInstanceUID });
    const study = studies[0] ?? {};
    expect(studies, 'studies found by StudyInstanceUID').toHaveLength(1);
    expect(
      { series: string(study, '00201206'), instances: string(study, '00201208') },
      'Number of Study Related Series (0020,1206) and Instances (0020,1208)',
    ).toEqual({ series: '2', instances: '4' });

    const series = await searchSeries(web, { studyInstanceUID });
    expect(
      series.map((one) => string(one, '0020000E') ?? '').toSorted(),
      'Series Instance UIDs in the study',
    ).toEqual(uids('seriesInstanceUID'));
    expect(
      series.map((one) => string(one, '00201209')),
      'Number of Series Related Instances (0020,1209)',
    ).toEqual(['2', '2']);

    const found = await searchInstances(web, { studyInstanceUID });
    expect(
      found.map((one) => string(one, '00080018') ?? '').toSorted(),
      'SOP Instance UIDs in the study',
    ).toEqual(uids('sopInstanceUID'));
  },
);
