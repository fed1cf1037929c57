import type { Language } from '../../examples/support/language/language.ts';

const german = {
  'Drop a file here, or choose one': 'Datei hier ablegen oder auswählen',
  'CSV, JSON or Parquet: a row for each price a customer pays, from when to when. Exports of Stripe, Chargebee, Recurly and RevenueCat are recognised.':
    'CSV, JSON oder Parquet: eine Zeile je Preis, den ein Kunde zahlt, von wann bis wann. Exporte von Stripe, Chargebee, Recurly und RevenueCat werden erkannt.',
  'The file stays in this browser. The page cannot send it anywhere: its security policy forbids every connection.':
    'Die Datei bleibt in diesem Browser. Die Seite kann sie nirgendwohin senden: Ihre Sicherheitsrichtlinie verbietet jede Verbindung.',
  'Use the sample ledger': 'Beispieldaten verwenden',
  'Subscription ledger': 'Vertragsdatei',
  'Exchange rates (CSV: currency, rate, month)': 'Wechselkurse (CSV: Währung, Kurs, Monat)',
  Language: 'Sprache',
  'What to show': 'Auswertung',
  Report: 'Bericht',
  Cohorts: 'Kohorten',
  Survival: 'Verweildauer',
  'Compare definitions': 'Definitionen vergleichen',
  'How to read the file': 'Wie die Datei gelesen wird',
  'Further flags': 'Weitere Flags',
  'Flags of the command line, such as --start Beginn --ignore-column Notiz':
    'Flags der Kommandozeile, etwa --start Beginn --ignore-column Notiz',
  Apply: 'Anwenden',
  Stop: 'Abbrechen',
  Options: 'Optionen',
  Split: 'Aufteilung',
  Periods: 'Perioden',
  'From month': 'Ab Monat',
  'To month': 'Bis Monat',
  Ages: 'Alter',
  'Contract length': 'Vertragslaufzeit',
  Confidence: 'Konfidenz',
  'Months to show': 'Gezeigte Monate',
  'Definition a': 'Definition a',
  'Definition b': 'Definition b',
  Period: 'Periode',
  'Time zone': 'Zeitzone',
  'As of': 'Stichtag',
  Dates: 'Datumsangaben',
  Numbers: 'Zahlen',
  Amounts: 'Beträge',
  'End dates are the last day of service': 'Das Ende ist der letzte Tag der Leistung',
  '(as found)': '(wie erkannt)',
  'Reading the file': 'Datei wird gelesen',
  'Checking the rows': 'Zeilen werden geprüft',
  Computing: 'Wird berechnet',
  Drawing: 'Wird gezeichnet',
  '{seconds} s': '{seconds} s',
  'Done: {rows} rows in {seconds} s': 'Fertig: {rows} Zeilen in {seconds} s',
  'What was read': 'Was gelesen wurde',
  Save: 'Speichern',
  'Every figure (CSV)': 'Alle Zahlen (CSV)',
  'Text (Markdown)': 'Text (Markdown)',
  'Page (HTML)': 'Seite (HTML)',
  'Rows as read (JSON lines)': 'Gelesene Zeilen (JSON Lines)',
  'Script for Node': 'Skript für Node',
  'The same on the command line': 'Dasselbe auf der Kommandozeile',
  'Picture (PNG)': 'Bild (PNG)',
  'Customers behind a bar': 'Kunden hinter einem Balken',
  'Choose a bar in a picture, or here.': 'Balken in einem Bild anklicken oder hier auswählen.',
  Bar: 'Balken',
  'Show customers': 'Kunden zeigen',
  'Customers (CSV)': 'Kunden (CSV)',
} as const;

export type UiText = keyof typeof german;

/** What the page says; the worker has the dictionary of the programs. */
export function uiText(
  language: Language,
  text: UiText,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const template = language === 'de' ? german[text] : text;
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
