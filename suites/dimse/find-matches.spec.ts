import { makeStudy } from '../../fixtures/data/make-study.ts';
import { storeAsModality } from '../../fixtures/store-as-modality.ts';
import { exercisesDicomRoute, expect, test } from '../../fixtures/test.ts';
import { requireSuccess } from '../../helpers/dimse/require-success.ts';
import { find } from '../../helpers/dimse/find.ts';

test.use({ requires: ['dicom-tls'] });

test(
  'C-FIND finds a study, its series and its instances by what they are called, and nothing else',
  { tag: ['@core'], annotation: exercisesDicomRoute },
  async ({ callers, web, cleanup }) => {
    const caller = callers.known();
    const study = makeStudy({ instances: 2, patientName: 'Äneas^Rüdiger', charset: 'ISO_IR 100' });
    const { studyInstanceUID: StudyInstanceUID, patientID, patientName, instances } = study;
    const [{ facts }] = instances;
    cleanup.study(StudyInstanceUID);
    await storeAsModality(
      web,
      instances.map(({ bytes }) => bytes),
    );

    const byPatient = await find(caller, {
      level: 'STUDY',
      keys: { PatientID: patientID, PatientName: '', StudyInstanceUID: '' },
    });
    expect(
      requireSuccess(`C-FIND of studies with PatientID ${patientID}`, byPatient).matches,
      'the studies of a patient who has one',
    ).toMatchObject([{ StudyInstanceUID, PatientName: patientName }]);

    const ofStudy = { StudyInstanceUID, SeriesInstanceUID: '' };
    const series = await find(caller, { level: 'SERIES', keys: ofStudy });
    expect(requireSuccess('C-FIND of series', series).matches, 'the series of the study').toMatchObject([
      { SeriesInstanceUID: facts.seriesInstanceUID },
    ]);

    const ofSeries = { StudyInstanceUID, SeriesInstanceUID: facts.seriesInstanceUID, SOPInstanceUID: '' };
    const images = requireSuccess('C-FIND of images', await find(caller, { level: 'IMAGE', keys: ofSeries }));
    expect(
      images.matches.map(({ SOPInstanceUID = '' }) => SOPInstanceUID).toSorted(),
      'the instances of the series',
    ).toEqual(instances.map((one) => one.facts.sopInstanceUID).toSorted());

    const nobody = await find(caller, { level: 'STUDY', keys: { PatientID: `${patientID}-NOT` } });
    expect(
      requireSuccess('C-FIND of nobody', nobody).matches,
      'the studies of a patient who has none',
    ).toEqual([]);
  },
);
