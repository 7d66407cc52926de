// A small extract as Get Information about Schools publishes it, everything in it invented.

const HEADER = ['URN', 'LA (code)', 'LA (name)', 'EstablishmentNumber', 'EstablishmentName', 'TypeOfEstablishment (name)', 'EstablishmentStatus (name)', 'PhaseOfEducation (name)', 'StatutoryLowAge', 'StatutoryHighAge', 'GOR (code)', 'Town', 'Postcode', 'Easting', 'Northing'];

/** Schools as they open, and one line that nobody can read; as bytes of Windows-1252. */
export function extract() {
  const rows = ['St Wystan’s', 'Saltersgate', 'Nether Linden', 'Hopwas Green'].map((name, at) =>
    [990_100 + at, 998, 'Lantern Vale', 4100 + at, `${name} Primary School`, 'Community school', 'Open', 'Primary', 4, 11, 'F', 'Thistlewick', `ZZ9 ${at}QX`, 381_000 + at * 900, 271_000 + at * 700],
  );
  const lines = [HEADER, ...rows, ['not a number', ...HEADER.slice(1)]].map((row) => row.join(','));
  return Buffer.from(lines.join('\r\n').replaceAll('’', '\x92'), 'latin1');
}
