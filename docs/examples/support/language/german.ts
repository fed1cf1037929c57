/**
 * What the pages say, in English and in German, by subject no more than by the alphabet: the English text is the key. The terms are those
 * that finance teams in Germany use; NRR, GRR, ARPA, Churn and Upsell stay.
 */
export const german = {
  '1 is how far MRR used to move away from its last value in as many months; below it the forecast was nearer.':
    '1 ist, wie weit sich der MRR in so vielen Monaten bisher von seinem letzten Wert entfernt hat; darunter war die Prognose näher.',
  'A line of closing MRR, a widening band of possible futures, and earlier forecasts.':
    'Eine Linie des MRR zum Ende, ein breiter werdendes Band dessen, was kommen kann, und was frühere Prognosen gesagt hätten.',
  'Closing is committed + likely + new business. From and to hold four of five simulated futures.':
    'Das Ende ist vertraglich gesichert + wahrscheinlich + Neugeschäft. Von und bis schließen vier von fünf simulierten Verläufen ein.',
  'Intervals of earlier forecasts contained {held} of the {all} actual figures.':
    'Intervalle früherer Prognosen enthielten {held} der {all} Werte, die eintraten.',
  Committed: 'Gesichert',
  Forecasts: 'Prognosen',
  'How far such forecasts would have been off': 'Wie weit solche Prognosen danebengelegen hätten',
  'Last growth': 'Letztes Wachstum',
  'Last value': 'Letzter Wert',
  Likely: 'Wahrscheinlich',
  'MRR forecast': 'MRR-Prognose',
  'MRR so far and to come': 'MRR bisher und künftig',
  'Months ahead': 'Monate voraus',
  'New business': 'Neugeschäft',
  'Scaled error': 'Skalierter Fehler',
  Seasonal: 'Saisonal',
  'Within the interval': 'Im Intervall',
  committed: 'vertraglich gesichert',
  'earlier forecasts': 'frühere Prognosen',
  expected: 'erwartet',
  '{period}: {closing} expected, with {share} confidence between {lower} and {upper}; {committed} of it committed, {likely} likely, {business} from new business.':
    '{period}: {closing} erwartet, zu {share} zwischen {lower} und {upper}; davon {committed} vertraglich gesichert, {likely} wahrscheinlich, {business} aus Neugeschäft.',
  '(least)': '(Minimum)',
  '(none)': '(ohne)',
  '1 answer': '1 Antwort',
  '1 cohort': '1 Kohorte',
  '1 customer': '1 Kunde',
  '1 month': '1 Monat',
  '1 quarter': '1 Quartal',
  '1 year': '1 Jahr',
  '1 row, on line {lines}': '1 Zeile, in Zeile {lines} der Datei',
  'A bar for each feature: the share of the active customers who used it, and in brackets their number.':
    'Ein Balken je Funktion: der Anteil der aktiven Kunden, die sie genutzt haben, in Klammern ihre Anzahl.',
  'A bar for each month, cut into the shares of the bands, the lowest band at the bottom.':
    'Ein Balken je Monat, geteilt in die Anteile der Stufen, die niedrigste unten.',
  'A bar for each step: the share of the customers of the first step who got there, and their number.':
    'Ein Balken je Schritt: der Anteil der Kunden des ersten Schritts, die ihn erreicht haben, und ihre Anzahl.',
  'a closes at': 'Endbestand a',
  'Customers used {count} features on average.': 'Im Mittel hat ein Kunde {count} Funktionen genutzt.',
  'A dash: not observed, or not projected.': 'Ein Strich: nicht beobachtet oder nicht prognostiziert.',
  'A dash: nothing to divide by, or 12 months before it there was nothing. Each number is rounded by itself, so sums may be off in the last digit.':
    'Ein Strich: Es gibt nichts, wodurch zu teilen wäre, oder 12 Monate zuvor gab es noch nichts. Jede Zahl ist für sich gerundet; eine Summe kann in der letzten Stelle abweichen.',
  'a day': 'einen Tag',
  'A falling step line for each of the largest.': 'Eine fallende Treppenlinie für jede der größten Gruppen.',
  'A falling step line of the customers still there, with its interval, and a dashed line that goes on from it.':
    'Eine fallende Treppenlinie der verbliebenen Kunden mit ihrem Intervall und eine gestrichelte Linie, die sie fortsetzt.',
  'A heat map: a row for each cohort, a column for each age.':
    'Eine Heatmap: eine Zeile je Kohorte, eine Spalte je Alter.',
  'A line ends where fewer than {count} customers are observed.':
    'Eine Linie endet, wo weniger als {count} Kunden beobachtet sind.',
  'A line for each of the largest.': 'Eine Linie für jede der größten Gruppen.',
  'A line of closing MRR; below it bars of its movements, gains above zero and losses below.':
    'Eine Linie des MRR am Ende; darunter Balken der Bewegungen, Zugänge über null, Abgänge darunter.',
  'A line of paying customers; below it bars of those won, above zero, and lost, below.':
    'Eine Linie der zahlenden Kunden; darunter Balken der gewonnenen über null und der verlorenen darunter.',
  'A line of the share of customers who left, by score in steps of ten, with the interval of each as a bar behind its point; a second line of what was expected by the months before; a dotted line at the share of all.':
    'Eine Linie des Anteils der Kunden, die gekündigt haben, nach Score in Zehnerschritten, mit dem Intervall als Balken hinter dem Punkt; eine zweite Linie des nach den Vormonaten Erwarteten; eine gepunktete Linie beim Anteil aller.',
  'a month': 'einen Monat',
  'a quarter': 'ein Quartal',
  'A waterfall from opening MRR down to closing MRR, with a bar for each movement.':
    'Ein Wasserfall vom Anfangs- zum Endbestand des MRR mit einem Balken je Bewegung.',
  'a week': 'eine Woche',
  'a year': 'ein Jahr',
  'above {percent}%': 'über {percent} %',
  Active: 'Aktiv',
  'Active customers': 'Aktive Kunden',
  'active customers': 'aktive Kunden',
  'Active customers and stickiness': 'Aktive Kunden und Stickiness',
  'active customers per day': 'aktive Kunden pro Tag',
  'active customers who used the feature': 'aktive Kunden, die die Funktion genutzt haben',
  'active in the month': 'im Monat aktiv',
  'active on an average day': 'an einem üblichen Tag aktiv',
  Adopters: 'Nutzer',
  Adoption: 'Adoption',
  'After month {month}, fewer than {count} customers are observed: that part of the curve says little.':
    'Nach Monat {month} sind weniger als {count} Kunden beobachtet: Dieser Teil der Kurve sagt wenig aus.',
  'after {days} days (median)': 'nach {days} Tagen (Median)',
  'After {time}, the customers of {cohorts} pay {share} of the MRR that they began with.':
    '{time} nach Beginn zahlen die Kunden ({cohorts}) {share} ihres anfänglichen MRR.',
  'After {time}, {share} of the customers are active ({cohorts} old enough, weighted by size).':
    '{time} nach Beginn sind {share} der Kunden aktiv ({cohorts} alt genug, nach Größe gewichtet).',
  'After {time}, {share} of the customers are kept ({cohorts} old enough, weighted by size).':
    '{time} nach Beginn sind {share} der Kunden geblieben ({cohorts} alt genug, nach Größe gewichtet).',
  'age {age}': 'Alter {age}',
  Ages: 'Alter',
  'Ages with fewer than {least} cohorts are not drawn; the tables have them.':
    'Alter mit weniger als {least} Kohorten sind nicht gezeichnet; sie stehen in den Tabellen.',
  Agree: 'Zustimmung',
  All: 'Alle',
  all: 'alle',
  'All cohorts by age': 'Alle Kohorten nach Alter',
  'All figures': 'Alle Zahlen',
  'all {all}, whatever their contracts (--contracts all)':
    'alle {all}, gleich welcher Vertragslaufzeit (--contracts all)',
  'all {all}; contracts run for {length}': 'alle {all}; Verträge laufen {length}',
  'All {count} in the lowest band or with a warning of high severity, the most MRR first.':
    'Alle {count} in der niedrigsten Stufe oder mit einer dringenden Warnung, nach MRR absteigend.',
  'All {count}, by how much their closing MRR differs, and then their movements.':
    'Alle {count}, nach der Abweichung ihres MRR am Ende, dann ihrer Bewegungen.',
  'All, MRR': 'Alle, MRR',
  'All, gross': 'Alle, brutto',
  'All: every cohort that is old enough, weighted by its customers, and by the MRR that it began with.':
    'Alle: jede Kohorte, die alt genug ist, gewichtet nach Kunden und nach anfänglichem MRR.',
  'Amounts in {currency}.': 'Beträge in {currency}.',
  'An empty place: the cohort is not that old yet.': 'Ein leeres Feld: Die Kohorte ist noch nicht so alt.',
  'an option that makes b higher': 'eine Option, die b erhöht',
  'an option that makes b lower': 'eine Option, die b senkt',
  Answers: 'Antworten',
  'Area under the curve there: given {given}, suggested {suggested}.':
    'Fläche unter der Kurve dort: bisherige {given}, vorgeschlagene {suggested}.',
  'Area under the curve {area}, {share} interval; 0.5 is chance, 1 is perfect.':
    'Fläche unter der Kurve {area}, Intervall {share}; 0,5 ist Zufall, 1 ist perfekt.',
  ARPA: 'ARPA',
  'As of': 'Stichtag',
  'b closes at': 'Endbestand b',
  Back: 'Zurück',
  Band: 'Stufe',
  'Bands on the first day of each month': 'Stufen am ersten Tag jedes Monats',
  'Before you trust these numbers': 'Bevor Sie diesen Zahlen vertrauen',
  'below {percent}%': 'unter {percent} %',
  'Both bridges': 'Beide MRR-Brücken',
  'Both by plan': 'Beide nach Tarif',
  'Both by segment': 'Beide nach Segment',
  'Brier score {own}, against {reference} without a score: skill {skill}.':
    'Brier-Score {own}, ohne Score {reference}: Verbesserung {skill}.',
  'By first plan': 'Nach erstem Tarif',
  'By first segment': 'Nach erstem Segment',
  'calendar: age 0 is the end of the month of first payment, age 1 the end of the next one':
    'kalendarisch: Alter 0 ist das Ende des Monats der ersten Zahlung, Alter 1 das Ende des nächsten',
  'calendar: age 0 is the end of the quarter of first payment, age 1 the end of the next one':
    'kalendarisch: Alter 0 ist das Ende des Quartals der ersten Zahlung, Alter 1 das Ende des nächsten',
  'calendar: age 0 is the end of the year of first payment, age 1 the end of the next one':
    'kalendarisch: Alter 0 ist das Ende des Jahres der ersten Zahlung, Alter 1 das Ende des nächsten',
  'by month': 'nach Monaten',
  'by quarter': 'nach Quartalen',
  'by year': 'nach Jahren',
  Caps: 'Deckelung',
  Causes: 'Ursachen',
  'CES (% who agree)': 'CES (% Zustimmung)',
  Churn: 'Churn',
  churn: 'Churn',
  'churn does not fall with age: {rate} leave at each renewal':
    'der Churn fällt nicht mit dem Alter: zu jeder Verlängerung kündigen {rate}',
  'Churn, last 3 months': 'Churn, letzte 3 Monate',
  churned: 'verloren',
  Closing: 'Ende',
  'closing MRR': 'MRR am Ende',
  'Closing MRR': 'MRR am Ende',
  'Closing MRR by plan': 'MRR am Ende nach Tarif',
  'Closing MRR by segment': 'MRR am Ende nach Segment',
  Cohort: 'Kohorte',
  Cohorts: 'Kohorten',
  'Columns: {ages}': 'Spalten: {ages}',
  Contents: 'Inhalt',
  'Contract.': 'Downsell',
  contraction: 'Downsell',
  Contraction: 'Downsell',
  'Contraction and churn are losses: higher is worse.': 'Downsell und Churn sind Abgänge: höher ist schlechter.',
  Count: 'Anzahl',
  'CSAT (% satisfied)': 'CSAT (% zufrieden)',
  Currency: 'Währung',
  Customer: 'Kunde',
  'Customer health': 'Kundengesundheit',
  'Customer survival': 'Verweildauer der Kunden',
  customers: 'Kunden',
  Customers: 'Kunden',
  'Customers active in that month, in percent of the cohort; blank: not that old yet.':
    'In dem Monat aktive Kunden in Prozent der Kohorte; leer: noch nicht so alt.',
  'Customers at risk': 'Gefährdete Kunden',
  'Customers by band': 'Kunden nach Stufe',
  'Customers kept': 'Gehaltene Kunden',
  'customers kept': 'gehaltene Kunden',
  'Customers kept, all figures': 'Gehaltene Kunden, alle Zahlen',
  'Customers kept, in percent of the cohort; blank: not that old yet.':
    'Gehaltene Kunden in Prozent der Kohorte; leer: noch nicht so alt.',
  'Customers still there': 'Verbliebene Kunden',
  'Customers still there, by first plan': 'Verbliebene Kunden nach erstem Tarif',
  'Customers still there, by first segment': 'Verbliebene Kunden nach erstem Segment',
  'Customers who differ': 'Abweichende Kunden',
  'Customers who began less than {count} days ago may still get further.':
    'Kunden, die vor weniger als {count} Tagen begonnen haben, können noch weiter kommen.',
  'customers who got there': 'Kunden, die den Schritt erreicht haben',
  'Customers who use the product again': 'Kunden, die das Produkt wieder nutzen',
  'Customers with a subscription that runs.': 'Kunden mit laufendem Abonnement.',
  'Customers won and lost': 'Gewonnene und verlorene Kunden',
  'dashed or hollow: incomplete period': 'gestrichelt oder hohl: unvollständige Periode',
  day: 'Tag',
  'Days each': 'Tage je Kunde',
  Definition: 'Definition',
  Detractors: 'Detraktoren',
  Disagree: 'Ablehnung',
  'Discounted by {rate} per year': 'Abgezinst mit {rate} p. a.',
  Dissatisfied: 'Unzufrieden',
  'down {size}': '{size} weniger',
  Each: 'Je Kunde',
  'Each, median: events per active customer; days: on which it was active.':
    'Je Kunde, Median: Ereignisse je aktivem Kunden; Tage: an denen er aktiv war.',
  "elapsed: age 0 is each customer's first payment, age 1 one month after it":
    'verstrichen: Alter 0 ist die erste Zahlung jedes Kunden, Alter 1 ein Monat danach',
  "elapsed: age 0 is each customer's first payment, age 1 one quarter after it":
    'verstrichen: Alter 0 ist die erste Zahlung jedes Kunden, Alter 1 ein Quartal danach',
  "elapsed: age 0 is each customer's first payment, age 1 one year after it":
    'verstrichen: Alter 0 ist die erste Zahlung jedes Kunden, Alter 1 ein Jahr danach',
  Events: 'Ereignisse',
  'Every figure in full precision: {file}': 'Alle Zahlen in voller Genauigkeit: {file}',
  'exchange rates': 'Wechselkurse',
  'Exchange rates': 'Wechselkurse',
  'Expans.': 'Upsell',
  expansion: 'Upsell',
  Expansion: 'Upsell',
  'expected, by the months before': 'nach den Vormonaten erwartet',
  Feature: 'Funktion',
  'Features in {period}, of 1 active customer': 'Funktionen in {period}, 1 aktiver Kunde',
  'Features in {period}, of {count} active customers': 'Funktionen in {period}, {count} aktive Kunden',
  'First seen': 'Zuerst',
  'Fitted on {fitted} customers and dates, tested on {tested} later ones.':
    'Angepasst an {fitted} Kunden und Stichtagen, geprüft an {tested} späteren.',
  From: 'Von',
  'From month {from} on, where {there} are there, the curve is projected: {later} in month {to}.':
    'Ab Monat {from} mit {there} ist die Kurve eine Prognose: {later} in Monat {to}.',
  'From one closing MRR to the other': 'Von einem Endbestand zum anderen',
  'From the reported closing MRR to the restated one': 'Vom berichteten zum korrigierten MRR am Ende',
  'From opening to closing MRR, {period}': 'Vom Anfangs- zum Endbestand des MRR, {period}',
  'From, to: the {share} interval. A dash: no answers.': 'Von, bis: Intervall {share}. Ein Strich: keine Antworten.',
  'From, to: the {share} interval. A dash: not observed for that long.':
    'Von, bis: Intervall {share}. Ein Strich: nicht so lange beobachtet.',
  'Funnel: all steps in this order, within 1 day': 'Funnel: alle Schritte in dieser Reihenfolge, innerhalb 1 Tages',
  'Funnel: all steps in this order, within {count} days':
    'Funnel: alle Schritte in dieser Reihenfolge, innerhalb von {count} Tagen',
  GRR: 'GRR',
  'Half of the customers have left after {months}.': 'Die Hälfte der Kunden ist {months} nach Beginn gegangen.',
  'Here: {flag}.': 'Hier: {flag}.',
  Horizon: 'Horizont',
  'How lifetime value responds to a change in monthly retention':
    'Wie der Kundenwert auf die monatliche Kundenbindung reagiert',
  'How long customers stay': 'Wie lange Kunden bleiben',
  'in the first half of the data, no customer left, or every customer did':
    'in der ersten Hälfte der Daten ist niemand gegangen oder jeder',
  'in the period NRR {nrr}, GRR {grr}, customers {customers}':
    'in der Periode NRR {nrr}, GRR {grr}, Kunden {customers}',
  'Kept (% of what the cohort began with)': 'Gehalten (% des Anfangs der Kohorte)',
  'Kept in the month (% of its start)': 'Im Monat gehalten (% des Monatsbeginns)',
  'Kept in the period': 'In der Periode gehalten',
  'Kept in the quarter (% of its start)': 'Im Quartal gehalten (% des Quartalsbeginns)',
  'Kept in the year (% of its start)': 'Im Jahr gehalten (% des Jahresbeginns)',
  'Kept over 12 months': 'Über 12 Monate gehalten',
  'Kept over 12 months (% of the start)': 'Über 12 Monate gehalten (% des Anfangs)',
  'Kept, gross': 'Gehalten, brutto',
  'Kept, net': 'Gehalten, netto',
  'Kept: of the opening MRR, which NRR and GRR are made of. Each number is rounded by itself.':
    'Gehalten: vom MRR am Anfang, woraus NRR und GRR entstehen. Jede Zahl ist für sich gerundet.',
  'Latest of each': 'Letzte je Kunde',
  'Leave at the first renewal': 'Kündigen zur ersten Verlängerung',
  Ledger: 'Vertragsbestand',
  left: 'gegangen',
  Left: 'Gegangen',
  'Left (% of the customers)': 'Gegangen (% der Kunden)',
  'Lifetime by that churn': 'Kundenlebensdauer bei diesem Churn',
  'Lifetime value by that churn': 'Kundenwert bei diesem Churn',
  'Lifetime value by the model': 'Kundenwert nach dem Modell',
  Lift: 'Lift',
  'Lines of NRR, GRR and customers kept. Without anything to keep there is a gap.':
    'Linien von NRR, GRR und gehaltenen Kunden. Wo nichts zu halten war, ist eine Lücke.',
  'Lines of the customers active in a month and on an average day of it; below them a line of stickiness.':
    'Linien der im Monat und an einem üblichen Tag aktiven Kunden; darunter eine Linie der Stickiness.',
  'Lines of {name}, with intervals as bars behind the points. Without answers there is a gap.':
    'Linien des {name} mit Intervallen als Balken hinter den Punkten. Ohne Antworten ist eine Lücke.',
  'Log-odds of leaving': 'Log-Odds der Kündigung',
  'Log-odds: what one more standard deviation of its points adds; below 0 is the expected direction. (least): no signal, or the wrong direction.':
    'Log-Odds: was eine Standardabweichung mehr an Punkten hinzufügt; unter 0 ist die erwartete Richtung. (Minimum): kein Signal oder die falsche Richtung.',
  Lost: 'Verloren',
  'Markdown: {file}': 'Markdown: {file}',
  'Mean answer': 'Mittlere Antwort',
  'mean {mean}, median {median} of revenue, from {count} customers':
    'Mittel {mean}, Median {median} Umsatz, aus {count} Kunden',
  'Mean, first {count} months': 'Mittel, erste {count} Monate',
  Median: 'Median',
  'Median days': 'Median Tage',
  'Median lifetime': 'Mediane Verweildauer',
  'Median, months': 'Median, Monate',
  met: 'erreicht',
  Minutes: 'Minuten',
  'Minutes: the median length of an event.': 'Minuten: die mediane Dauer eines Ereignisses.',
  missed: 'verfehlt',
  'model, beside what was observed': 'Modell, neben dem Beobachteten',
  Month: 'Monat',
  month: 'Monat',
  'Month, on its first day': 'Monat, am ersten Tag',
  'Monthly recurring revenue, and what moved it': 'Monatlich wiederkehrender Umsatz (MRR) und seine Bewegungen',
  Months: 'Monate',
  'Months after the month of first payment': 'Monate nach dem Monat der ersten Zahlung',
  'Months after the month of first use': 'Monate nach dem Monat der ersten Nutzung',
  "Months since each customer's first payment": 'Monate seit der ersten Zahlung jedes Kunden',
  'Months since first payment': 'Monate seit der ersten Zahlung',
  'More than half are still there.': 'Mehr als die Hälfte ist noch da.',
  'Most adopted: {feature}, by {share}.': 'Am meisten genutzt: {feature}, von {share}.',
  'Most are lost before {step}: {count}.': 'Die meisten gehen vor {step} verloren: {count}.',
  'The largest part: {option}, {amount}.': 'Der größte Anteil: {option}, {amount}.',
  'Most points lost': 'Meiste Punkte verloren',
  'Moved in': 'Zugewechselt',
  'Moved in, moved out: what customers took along who changed from one to another. NRR and GRR count it.':
    'Zu- und abgewechselt: was Kunden bei einem Wechsel mitgenommen haben. NRR und GRR enthalten es.',
  'Moved out': 'Abgewechselt',
  'Movements of MRR': 'MRR-Bewegungen',
  MRR: 'MRR',
  'MRR kept': 'Gehaltener MRR',
  'MRR kept, all figures': 'Gehaltener MRR, alle Zahlen',
  'Gross MRR kept, all figures': 'Gehaltener MRR brutto, alle Zahlen',
  'Gross: MRR without what any customer pays more than at first.':
    'Brutto: MRR ohne das, was ein Kunde mehr zahlt als am Anfang.',
  new: 'Neugeschäft',
  New: 'Neu',
  'No date follows one with known outcomes, so there is no Brier score.':
    'Zu keinem Stichtag gab es einen früheren mit bekanntem Ausgang, daher keinen Brier-Score.',
  'no limit': 'unbegrenzt',
  'No projection': 'Keine Prognose',
  'No projection: {reason}.': 'Keine Prognose: {reason}.',
  'no score': 'ohne Score',
  'No weights are suggested: {reason}.': 'Es werden keine Gewichte vorgeschlagen: {reason}.',
  'none given': 'keine angegeben',
  'none named in the ledger': 'im Vertragsbestand nicht genannt',
  'not known': 'nicht bekannt',
  'not reached: more than half are still there': 'nicht erreicht: mehr als die Hälfte ist noch da',
  'NPS (-100 to 100)': 'NPS (-100 bis 100)',
  NRR: 'NRR',
  "Numbers are percent of the cohort's customers, whose number stands in brackets.":
    'Zahlen sind Prozent der Kunden der Kohorte, deren Anzahl in Klammern steht.',
  "Numbers are percent of the cohort's first MRR: above 100, the growth of the remaining customers exceeds the losses.":
    'Zahlen sind Prozent des ersten MRR der Kohorte: Über 100 übersteigt das Wachstum der verbliebenen Kunden die Abgänge.',
  'Numbers are percent of the customers who first used it in that month; the number of these customers is in brackets.':
    'Zahlen sind Prozent der Kunden, die es in dem Monat zuerst genutzt haben; ihre Anzahl steht in Klammern.',
  Observed: 'Beobachtet',
  'observed (Kaplan-Meier)': 'beobachtet (Kaplan-Meier)',
  'observed, fewer than {count} customers': 'beobachtet, weniger als {count} Kunden',
  'Observed: customers followed for that long. From, to: the {share} interval.':
    'Beobachtet: so lange verfolgte Kunden. Von, bis: Intervall {share}.',
  'Of all who left': 'Von allen Gegangenen',
  'Of the first': 'Vom ersten',
  'Of the MRR that left': 'Vom verlorenen MRR',
  'Of the one before': 'Vom vorigen',
  'one age in {stride}': 'jedes {stride}. Alter',
  Opening: 'Anfang',
  'opening and closing MRR': 'MRR am Anfang und am Ende',
  'opening MRR': 'MRR am Anfang',
  Option: 'Option',
  'over 12 months': 'über 12 Monate',
  'over 12 months NRR {nrr}, GRR {grr}, customers {customers}':
    'über 12 Monate NRR {nrr}, GRR {grr}, Kunden {customers}',
  'Page with pictures: {file}': 'Seite mit Bildern: {file}',
  Parameters: 'Parameter',
  'paying customers': 'zahlende Kunden',
  'Paying customers': 'Zahlende Kunden',
  'Paying customers, won and lost': 'Zahlende Kunden, gewonnen und verloren',
  'Payments of a new customer': 'Zahlungen eines neuen Kunden',
  'Per day': 'Pro Tag',
  'Per day: active customers on an average day. Sticky: these over the active customers of the month (DAU / MAU).':
    'Pro Tag: aktive Kunden an einem üblichen Tag. Stickiness: diese geteilt durch die aktiven Kunden des Monats (DAU / MAU).',
  'percent of answers from {good} on, of {from} to {to}': 'Prozent der Antworten ab {good}, von {from} bis {to}',
  'percent of promoters (9, 10) less percent of detractors (0 to 6)':
    'Prozent Promotoren (9, 10) minus Prozent Detraktoren (0 bis 6)',
  'Percent of the customers who first used the product in that month. An empty cell: the cohort is not that old yet.':
    'Prozent der Kunden, die das Produkt in dem Monat zuerst genutzt haben. Eine leere Zelle: Die Kohorte ist noch nicht so alt.',
  'Percent of what the cohort began with. An empty cell: the cohort is not that old yet. A dash: a cohort without customers.':
    'Prozent des Anfangs der Kohorte. Eine leere Zelle: Die Kohorte ist noch nicht so alt. Ein Strich: eine Kohorte ohne Kunden.',
  'percent who agree that it was easy, from {good} on, of {from} to {to}':
    'Prozent, die es einfach fanden, ab {good}, von {from} bis {to}',
  Period: 'Periode',
  Periods: 'Perioden',
  'Picture: {file}': 'Bild: {file}',
  Plan: 'Tarif',
  'pp: percentage points.': 'pp: Prozentpunkte.',
  projected: 'Prognose',
  Projected: 'Prognose',
  Promoters: 'Promotoren',
  Quarter: 'Quartal',
  quarter: 'Quartal',
  'Quarters after the quarter of first payment': 'Quartale nach dem Quartal der ersten Zahlung',
  "Quarters since each customer's first payment": 'Quartale seit der ersten Zahlung jedes Kunden',
  Quick: 'Quick',
  'Reactiv.': 'Reaktiv.',
  reactivated: 'reaktiviert',
  reactivation: 'Reaktivierung',
  Reactivation: 'Reaktivierung',
  'Realized by those gone now': 'Realisiert von jetzt Gegangenen',
  'Renewed, last 12 months': 'Verlängert, letzte 12 Monate',
  Result: 'Ergebnis',
  'Retention cohorts': 'Kohortenanalyse',
  'Retention report': 'Kundenbindungsbericht',
  'Revenue and customers kept': 'Gehaltener Umsatz und gehaltene Kunden',
  'Revenue and customers kept over 12 months': 'Über 12 Monate gehaltener Umsatz und gehaltene Kunden',
  Satisfied: 'Zufrieden',
  Score: 'Score',
  Scores: 'Scores',
  Segment: 'Segment',
  Share: 'Anteil',
  'Share of customers who left within {days} days, by score':
    'Anteil der Kunden, die innerhalb von {days} Tagen gegangen sind, nach Score',
  'Share of the customers': 'Anteil der Kunden',
  'Share: the share of the band that left, with its interval; lift: that share over the share of all customers. A customer counts once per month.':
    'Anteil: der gegangene Anteil der Stufe mit Intervall; Lift: dieser Anteil geteilt durch den aller Kunden. Ein Kunde zählt einmal je Monat.',
  Signal: 'Signal',
  Step: 'Schritt',
  stickiness: 'Stickiness',
  'Stickiness (DAU / MAU)': 'Stickiness (DAU / MAU)',
  'stickiness (DAU / MAU)': 'Stickiness (DAU / MAU)',
  Sticky: 'Stickiness',
  'Still there': 'Noch da',
  'Month {month}': 'Monat {month}',
  '{left} of {count} left': '{left} von {count} gegangen',
  'Left within {months} months': 'In {months} Monaten gegangen',
  'First MRR': 'Anfänglicher MRR',
  Subscription: 'Abonnement',
  active: 'aktiv',
  yes: 'ja',
  'Got there': 'Erreicht',
  'Days since the step before': 'Tage seit dem Schritt davor',
  'Still there (% of customers)': 'Noch da (% der Kunden)',
  'Still there after {count} months': 'Noch da nach {count} Monaten',
  'Still to come after 1 renewal': 'Noch zu erwarten nach 1 Verlängerung',
  'Still to come after {count} renewals': 'Noch zu erwarten nach {count} Verlängerungen',
  Suggested: 'Vorschlag',
  Survey: 'Umfrage',
  'Switched from a to b, in this order.': 'In dieser Reihenfolge von a auf b umgestellt.',
  'yearly target {target}': 'Jahresziel {target}',
  'Yearly targets: {targets}.': 'Jahresziele: {targets}.',
  'The average is weighted: a large cohort counts for more.':
    'Der Durchschnitt ist gewichtet: Eine große Kohorte zählt mehr.',
  'The axis does not begin at zero.': 'Die Achse beginnt nicht bei null.',
  'The bar of {period}, {amount}, is higher than the axis.':
    'Der Balken von {period}, {amount}, ist höher als die Achse.',
  'the most common; --contracts selects another, or all': 'die häufigste; --contracts wählt eine andere oder alle',
  'The curve at a few times': 'Die Kurve zu einigen Zeitpunkten',
  'the data is too short to fit weights on one part and test them on a later one':
    'die Daten sind zu kurz, um Gewichte an einem Teil anzupassen und an einem späteren zu prüfen',
  'the defaults': 'die Standardwerte',
  'the defaults of the library: a life begins with the first payment and ends with the first churn; trials and free plans do not count; a pause is churn':
    'Standard der Bibliothek: Die Verweildauer beginnt mit der ersten Zahlung und endet mit dem ersten Churn; Testphasen und kostenlose Tarife zählen nicht; eine Pause ist Churn',
  'the defaults of the library, with {options}': 'Standard der Bibliothek, mit {options}',
  'the defaults of the library: one net movement per customer and period; trials and free plans do not count; a pause is churn, and its end a reactivation; NRR leaves reactivations out':
    'Standard der Bibliothek: eine Netto-Bewegung je Kunde und Periode; Testphasen und kostenlose Tarife zählen nicht; eine Pause ist Churn, ihr Ende eine Reaktivierung; die NRR enthält keine Reaktivierungen',
  'the defaults of the library: trials and free plans do not count; a pause is churn, and its end a return; a customer who comes back counts as kept again':
    'Standard der Bibliothek: Testphasen und kostenlose Tarife zählen nicht; eine Pause ist Churn, ihr Ende eine Rückkehr; wer zurückkehrt, zählt wieder als gehalten',
  'The definitions also differ in {options}, but no row in this period is affected.':
    'Die Definitionen unterscheiden sich auch in {options}, doch betrifft das keine Zeile dieser Periode.',
  'The definitions are the same, so nothing differs.': 'Die Definitionen sind gleich, also weicht nichts ab.',
  'The definitions differ in {options}, but no row in this period is affected.':
    'Die Definitionen unterscheiden sich in {options}, doch betrifft das keine Zeile dieser Periode.',
  'The first {most} of {count}.': 'Die ersten {most} von {count}.',
  'The first {top} of {count} in the lowest band or with a warning of high severity, the most MRR first; the CSV has all.':
    'Die ersten {top} von {count} in der niedrigsten Stufe oder mit einer dringenden Warnung, nach MRR absteigend; die CSV-Datei hat alle.',
  'The further to the right, the fewer cohorts are old enough: at age {age} {cohorts} of {all}.':
    'Je weiter rechts, desto weniger Kohorten sind alt genug: im Alter {age} sind es {cohorts} von {all}.',
  'the model cannot be fitted to these lives: {rule}': 'das Modell lässt sich nicht anpassen: {rule}',
  'The outcome of {count} more is not known yet.': 'Von {count} weiteren ist der Ausgang noch nicht bekannt.',
  'The scores are better than chance.': 'Die Scores sind besser als der Zufall.',
  'The scores are not distinguishable from chance.': 'Die Scores sind vom Zufall nicht zu unterscheiden.',
  'The scores are worse than chance: customers with a high score leave more often.':
    'Die Scores sind schlechter als der Zufall: Kunden mit hohem Score gehen häufiger.',
  'The suggested weights are better than the given ones (gain {gain}, {share} interval {from} to {to}).':
    'Die vorgeschlagenen Gewichte sind besser als die bisherigen (Gewinn {gain}, Intervall {share} von {from} bis {to}).',
  'The suggested weights are not distinguishable from chance there: do not use them.':
    'Die vorgeschlagenen Gewichte sind dort vom Zufall nicht zu unterscheiden: nicht verwenden.',
  'The suggested weights are not distinguishable from the given ones (gain {gain}, {share} interval {from} to {to}).':
    'Die vorgeschlagenen Gewichte sind von den bisherigen nicht zu unterscheiden (Gewinn {gain}, Intervall {share} von {from} bis {to}).',
  'The suggested weights are worse than the given ones (gain {gain}, {share} interval {from} to {to}).':
    'Die vorgeschlagenen Gewichte sind schlechter als die bisherigen (Gewinn {gain}, Intervall {share} von {from} bis {to}).',
  'The {count} largest customers; the table has all.': 'Die {count} größten; die Tabelle hat alle.',
  'The {top} of {count} whose closing MRR, and then whose movements, differ most; the CSV has all.':
    'Die {top} von {count}, deren MRR am Ende und dann deren Bewegungen am meisten abweichen; die CSV-Datei hat alle.',
  Theme: 'Thema',
  'Themes of the answers': 'Themen der Antworten',
  'There are too few outcomes to distinguish the scores from chance.':
    'Es gibt zu wenige bekannte Ausgänge, um die Scores vom Zufall zu unterscheiden.',
  'There are too few outcomes to distinguish the suggested weights from the given ones.':
    'Es gibt zu wenige bekannte Ausgänge, um die vorgeschlagenen von den bisherigen Gewichten zu unterscheiden.',
  'There is no figure of 12 months yet, so no target is drawn: targets are those of a year.':
    'Es gibt noch keine Zahl über 12 Monate, daher ist kein Ziel gezeichnet: Ziele gelten für ein Jahr.',
  'time zone': 'Zeitzone',
  'Time zone': 'Zeitzone',
  To: 'Bis',
  Together: 'Zusammen',
  'Two definitions compared': 'Zwei Definitionen im Vergleich',
  'Two lines over age: the share of customers, and of MRR, that is kept on average.':
    'Zwei Linien über dem Alter: der im Mittel gehaltene Anteil der Kunden und des MRR.',
  unchanged: 'unverändert',
  'up {size}': '{size} mehr',
  'Usage and feedback': 'Nutzung und Feedback',
  'Usage retention by month of first use': 'Wiederkehrende Nutzung nach Monat der ersten Nutzung',
  'Usage retention, all figures': 'Wiederkehrende Nutzung, alle Zahlen',
  Users: 'Benutzer',
  Warnings: 'Warnungen',
  week: 'Woche',
  Weight: 'Gewicht',
  Weights: 'Gewichte',
  'What each option did': 'Was jede Option bewirkt',
  'The effect of each option on each term': 'Was jede Option an jedem Posten bewirkt',
  'What the model expects (shifted-beta-geometric)': 'Was das Modell erwartet (Shifted-Beta-Geometric)',
  'What they are worth (margin {margin}, discounted by {rate} per year)':
    'Was sie wert sind (Marge {margin}, abgezinst mit {rate} p. a.)',
  'Who left, by the band on the first day of a month': 'Wer gegangen ist, nach der Stufe am ersten Tag eines Monats',
  'without a score': 'ohne Score',
  Year: 'Jahr',
  year: 'Jahr',
  'Years after the year of first payment': 'Jahre nach dem Jahr der ersten Zahlung',
  "Years since each customer's first payment": 'Jahre seit der ersten Zahlung jedes Kunden',
  '{amount} per month': '{amount} pro Monat',
  '{answers} in all: {name} {score}; {definition}. The fewer the answers, the wider the interval.':
    '{answers} insgesamt: {name} {score}; {definition}. Je weniger Antworten, desto breiter das Intervall.',
  '{back} of the {left} who left have come back': '{back} der {left} Gegangenen sind zurückgekehrt',
  '{change} points, to {rate}': '{change} Punkte, auf {rate}',
  '{condition}: at most {max}': '{condition}: höchstens {max}',
  '{count} answers': '{count} Antworten',
  '{count} cohorts': '{count} Kohorten',
  '{count} customers': '{count} Kunden',
  '{count} customers differ.': '{count} Kunden weichen ab.',
  '{count} days': '{count} Tage',
  '{count} have paid, and {left} of them have left': '{count} haben gezahlt, davon sind {left} gegangen',
  '{count} months': '{count} Monate',
  '{count} quarters': '{count} Quartale',
  '{count} later rows are left out': '{count} Zeilen ab dann sind ausgelassen',
  '{count} years': '{count} Jahre',
  '{customers} of {all}, whose first contract runs for {length} ({why}): {lengths}':
    '{customers} von {all}, deren erster Vertrag {length} läuft ({why}): {lengths}',
  '{days} days from the first day of a month; left: without MRR at any time within them':
    '{days} Tage ab dem ersten Tag eines Monats; gegangen: irgendwann darin ohne MRR',
  '{first} of the first step, {before} of the one before': '{first} des ersten Schritts, {before} des vorigen',
  '{from} to {to}': '{from} bis {to}',
  '{from} to {to}: {share} expected': '{from} bis {to}: {share} erwartet',
  '{from} to {to}: {share} left ({lower} to {upper}; {churned} of {count})':
    '{from} bis {to}: {share} gegangen ({lower} bis {upper}; {churned} von {count})',
  '{left} of {count} ({months} months, one row per customer and month) left within {days} days.':
    '{left} von {count} ({months} Monate, eine Zeile je Kunde und Monat) sind innerhalb von {days} Tagen gegangen.',
  '{left} of {count} customers have left.': '{left} von {count} Kunden sind gegangen.',
  '{months} of them': 'davon {months}',
  '{name} ({observed} days ago)': '{name} (vor {observed} Tagen)',
  '{name} ({observed} days, expected {expected})': '{name} ({observed} Tage, erwartet {expected})',
  '{name} ({observed}, before {expected})': '{name} ({observed}, zuvor {expected})',
  '{name} by month': '{name} nach Monat',
  '{name} by month and by quarter': '{name} nach Monat und Quartal',
  '{name} by quarter': '{name} nach Quartal',
  '{name} by segment': '{name} nach Segment',
  '{name}, {rows} rows': '{name}, {rows} Zeilen',
  '{part} of {count}': '{part} von {count}',
  '{part} of {count} customers': '{part} von {count} Kunden',
  '{part} of {count} customers get to the last step, {share}.':
    '{part} von {count} Kunden erreichen den letzten Schritt, {share}.',
  '{payments}, discounted': '{payments}, abgezinst',
  'nobody was observed for more than {count}': 'niemand wurde länger als {count} beobachtet',
  '{payments}, one per {contract}': '{payments}, eine je {contract}',
  '{period} (incomplete)': '{period} (unvollständig)',
  '{period}: from {opening} to {closing}, {change}. The axis does not begin at zero.':
    '{period}: von {opening} auf {closing}, {change}. Die Achse beginnt nicht bei null.',
  '{period}: MRR closed at {closing}, {change}. Gains: {gains}. Losses: {losses}':
    '{period}: MRR am Ende {closing}, {change}. Zugänge: {gains}. Abgänge: {losses}',
  '{period}: no opening MRR, so neither NRR nor GRR.': '{period}: kein MRR am Anfang, daher weder NRR noch GRR.',
  '{period}: {count} active customers, {usual} of them on an average day: a stickiness of {share}.':
    '{period}: {count} aktive Kunden, davon {usual} an einem üblichen Tag, also eine Stickiness von {share}.',
  '{period}: {count} active customers.': '{period}: {count} aktive Kunden.',
  '{period}: {count} customers, {shares}.': '{period}: {count} Kunden, {shares}.',
  '{period}: {count} paying customers at the end, {change} ({won} new, {back} reactivated, {lost} churned).':
    '{period}: {count} zahlende Kunden am Ende, {change} ({won} neu, {back} reaktiviert, {lost} verloren).',
  '{preset}, changed': '{preset}, geändert',
  '{rows} rows, on lines {lines}': '{rows} Zeilen, in den Zeilen {lines} der Datei',
  '{rows} rows, the first on lines {lines}': '{rows} Zeilen, die ersten in den Zeilen {lines} der Datei',
  '{share} interval': 'Intervall {share}',
  '{share} of all left. Area under the curve {area}. The nearer the two lines are, the better the scores are calibrated; the steeper they fall, the more they tell.':
    '{share} aller sind gegangen. Fläche unter der Kurve {area}. Je näher die Linien beieinander liegen, desto besser sind die Scores kalibriert; je steiler sie fallen, desto mehr sagen sie aus.',
  '{share} of {count} due dates': '{share} von {count} Fälligkeiten',
  '{signal} {value} ({points} of 100)': '{signal} {value} ({points} von 100)',
  '{step} of first payment, {first} to {last}': 'nach {step} der ersten Zahlung, {first} bis {last}',
  '↑ {amount}, cut off': '↑ {amount}, abgeschnitten',
  red: 'rot',
  yellow: 'gelb',
  green: 'grün',
  'usage dropped': 'Nutzung eingebrochen',
  'gone quiet': 'lange still',
  'NPS fell': 'NPS gefallen',
  'payment failed': 'Zahlung fehlgeschlagen',
  'when the sample was taken': 'als die Beispieldaten gezogen wurden',
  'now; the latest date is today': 'jetzt; das letzte Datum ist heute',
  'the day after {date}, the latest date that is not after today':
    'der Tag nach dem {date}, dem letzten Datum, das nicht in der Zukunft liegt',
  'the day after {date}, the first one without service after {end}, the latest end not after today':
    'der Tag nach dem {date}, dem ersten ohne Leistung nach dem {end}, dem letzten Ende, das nicht in der Zukunft liegt',
  '1 end lies later and has not happened': '1 Ende liegt danach und ist nicht eingetreten',
  '{count} ends lie later and have not happened': '{count} Enden liegen danach und sind nicht eingetreten',
  '1 row begins later and is left out': '1 Zeile beginnt danach und ist ausgelassen',
  '{count} rows begin later and are left out': '{count} Zeilen beginnen danach und sind ausgelassen',
  'the earliest start, {date}': 'der früheste Beginn, {date}',
  'where the data ends': 'wo die Daten enden',
  'where the data ends, before --to {to}': 'wo die Daten enden, vor --to {to}',
  '{first} ({start}) to {last} ({end})': '{first} ({start}) bis {last} ({end})',
  'the last complete month': 'der letzte vollständige Monat',
  '{reason}; incomplete': '{reason}; unvollständig',
  'the month in which the data ends': 'der Monat, in dem die Daten enden',
  Read: 'Gelesen',
  Model: 'Modell',
  Data: 'Daten',
  'an invented book, since no file was given: {rows}': 'erfundene Daten, da keine Datei angegeben ist: {rows}',
  Tickets: 'Tickets',
  Payments: 'Zahlungen',
  'that of the example': 'das des Beispiels',
  subscriptions: 'Abonnements',
  events: 'Ereignisse',
  tickets: 'Tickets',
  payments: 'Zahlungen',
  responses: 'Antworten',
  'an invented book': 'erfundene Daten',
  'A bar for each customer with a large effect, and one for all others.':
    'Ein Balken für jeden Kunden mit großer Wirkung und einer für alle übrigen.',
  'A small panel for each rate that differs; in it a bar for each cause, in percentage points.':
    'Ein kleines Feld für jede abweichende Rate; darin ein Balken je Ursache, in Prozentpunkten.',
  'A small panel for each term of the bridge; in it a bar for each cause that changed it.':
    'Ein kleines Feld je Posten der Brücke; darin ein Balken für jede Ursache, die ihn verändert.',
  'A waterfall from one closing MRR down to the other, with a bar for what each cause did.':
    'Ein Wasserfall von einem MRR am Ende zum anderen, mit einem Balken für die Wirkung jeder Ursache.',
  'As reported and as restated': 'Wie berichtet und wie korrigiert',
  'Behind it are: {customers}.': 'Dahinter stehen: {customers}.',
  Change: 'Änderung',
  'Customer churn': 'Abwanderungsrate',
  'Each column adds up, before rounding.': 'Jede Spalte geht auf, vor dem Runden.',
  Effect: 'Wirkung',
  'Gross MRR churn': 'Brutto-MRR-Churn',
  'In words': 'In Worten',
  'Left over': 'Rest',
  'Nearest to {target}: {options}, with {value}; {left} is left over.':
    'Am nächsten an {target}: {options}, mit {value}; es bleibt ein Rest von {left}.',
  'Net MRR churn': 'Netto-MRR-Churn',
  'Nothing differs: the reported figures still match the rows.':
    'Keine Abweichung: die Zeilen sagen noch, was berichtet wurde.',
  'One of the periods has nothing to divide by, so there is nothing to explain.':
    'In einer der Perioden fehlt der Nenner, daher gibt es nichts zu erklären.',
  'One or two documented options changed at a time; the CSV has all results.':
    'Eine oder zwei Optionen geändert, von allen dokumentierten; die CSV-Datei hat alle.',
  Options: 'Optionen',
  'No row of {file} begins in {period} or later, but rows of the ledger do ({count}): if the file was saved before {period} was over, what is new is taken for restated; --to ends the report earlier.':
    'Keine Zeile von {file} beginnt in {period} oder später, aber Zeilen des Vertragsbestands tun es ({count}): Wurde die Datei vor dem Ende von {period} gespeichert, gilt Neues als Korrektur; --to lässt den Bericht früher enden.',
  Reported: 'Berichtet',
  'Reported from': 'Berichtet aus',
  Restated: 'Korrigiert',
  Restatement: 'Korrektur berichteter Zahlen',
  'Two equal figures do not prove the cause: check the definitions of the dashboard.':
    'Dass zwei Zahlen übereinstimmen, beweist die Ursache nicht: die Definitionen des Dashboards prüfen.',
  'The bridges are the same, but the rates differ.': 'Die Brücken sind gleich, die Raten weichen ab.',
  'The customers behind it': 'Die Kunden dahinter',
  'The customers with the largest part: {customers}.': 'Die Kunden mit dem größten Anteil: {customers}.',
  'The fields of the rows that changed; added and removed rows.':
    'Die geänderten Felder der Zeilen; hinzugefügte und entfernte Zeilen.',
  'The nearest': 'Die nächsten',
  '{numerator} of it comes from the numerator, {denominator} from the denominator.':
    'Davon kommt {numerator} vom Zähler, {denominator} vom Nenner.',
  'The plans behind it': 'Die Tarife dahinter',
  'The segments behind it': 'Die Segmente dahinter',
  'There is no {figure} in this period under any of the options.':
    'Mit keiner der Optionen gibt es in dieser Periode einen Wert für {figure}.',
  'What brings {figure} nearest to {target}': 'Was {figure} am nächsten an {target} bringt',
  'What changed in the rows, and the effect': 'Was sich in den Zeilen änderte und was es bewirkt',
  'What changed in the rows, and the effect on the rates':
    'Was sich in den Zeilen änderte und was es an den Raten bewirkt',
  'What changed in the rows: {causes}.': 'Was sich in den Zeilen änderte: {causes}.',
  'The effect of each option on the rates': 'Was jede Option an den Raten bewirkt',
  'What happened to rows': 'Was mit Zeilen geschah',
  'The effect on each term': 'Was es an jedem Posten bewirkt',
  'The customers behind it, in points': 'Wer es war, in Punkten',
  'Why {rate} changed': 'Warum sich {rate} änderte',
  'a change that makes it higher': 'eine Änderung, die es erhöht',
  'a change that makes it lower': 'eine Änderung, die es senkt',
  'a row added': 'eine Zeile hinzugefügt',
  'a row removed': 'eine Zeile entfernt',
  'by the denominator': 'durch den Nenner',
  'by the numerator': 'durch den Zähler',
  'no option changed': 'keine Option geändert',
  none: 'leer',
  'reported closing MRR': 'berichteter MRR am Ende',
  'restated closing MRR': 'korrigierter MRR am Ende',
  'the rate is higher by it': 'die Rate ist dadurch höher',
  'the rate is lower by it': 'die Rate ist dadurch niedriger',
  'the term is higher in {side}': 'der Posten ist höher: {side}',
  'the term is lower in {side}': 'der Posten ist niedriger: {side}',
  '{count} others': '{count} weitere',
  '{figure} in {period} is {own} under {name}; the dashboard shows {target}.':
    '{figure} in {period} ist {own} nach {name}; das Dashboard zeigt {target}.',
  '{period} was reported with a closing MRR of {before}. The rows of today give {after}, a change of {change}.':
    '{period} wurde mit einem MRR am Ende von {before} berichtet. Nach den heutigen Zeilen beträgt er {after}, eine Änderung um {change}.',
  '{period}: {nameA} {a}, {nameB} {b}, a difference of {difference}.':
    '{period}: {nameA} {a}, {nameB} {b}, eine Differenz von {difference}.',
  '{rate}: {a} {before}, {b} {after}, {change}: {causes}.': '{rate}: {a} {before}, {b} {after}, {change}: {causes}.',
  '{rate}: {before} in {first}, {after} in {second}, {change}.':
    '{rate}: {before} in {first}, {after} in {second}, {change}.',
  '{side}: closing': '{side}: am Ende',
  'Survey answers': 'Umfrageantworten',
  'median hours to resolution': 'Stunden bis zur Lösung (Median)',
  'hours to resolution, 90% below': 'Stunden bis zur Lösung, 90 % darunter',
  'median hours to first response': 'Stunden bis zur ersten Antwort (Median)',
  'hours to first response, 90% below': 'Stunden bis zur ersten Antwort, 90 % darunter',
  'tickets opened': 'eröffnete Tickets',
  reopened: 'wieder geöffnet',
  'followed by another': 'gefolgt von einem weiteren',
  'Time to resolution and to the first response': 'Zeit bis zur Lösung und bis zur ersten Antwort',
  'Time to resolution': 'Zeit bis zur Lösung',
  'Lines of the median time by month of opening, and of the time that nine of ten tickets stay below.':
    'Linien der mittleren Zeit (Median) nach dem Monat der Eröffnung und der Zeit, unter der neun von zehn Tickets bleiben.',
  '90% below': '90 % darunter',
  'Hours to resolution': 'Stunden bis zur Lösung',
  'Hours to first response': 'Stunden bis zur ersten Antwort',
  '{period}: half of the resolved tickets took at most {solved} hours, nine of ten at most {slow}.':
    '{period}: Die Hälfte der gelösten Tickets brauchte höchstens {solved} Stunden, neun von zehn höchstens {slow}.',
  'Half of the answered ones had a first response within {hours} hours.':
    'Die Hälfte der beantworteten hatte innerhalb von {hours} Stunden eine erste Antwort.',
  'Tickets, and how many come back': 'Tickets, und wie viele wiederkommen',
  'A line of the tickets opened in each month; below it lines of the shares reopened and followed by another.':
    'Eine Linie der im Monat eröffneten Tickets; darunter Linien der Anteile, die wieder geöffnet wurden oder denen ein weiteres folgte.',
  '{period}: tickets opened: {count}; reopened of the resolved: {reopened}.':
    '{period}: eröffnete Tickets: {count}; von den gelösten wieder geöffnet: {reopened}.',
  'another of the customer within {count} days': 'weiteres desselben Kunden innerhalb von {count} Tagen',
  'Share of the tickets': 'Anteil der Tickets',
  'a ticket belongs to the month in which it was opened; open ones contribute no time':
    'Ein Ticket zählt zum Monat seiner Eröffnung; offene haben noch keine Zeit',
  'Tickets and waiting times': 'Tickets und Wartezeiten',
  'in {hours} h': 'in {hours} Std.',
  'First response, h': 'Erste Antwort, Std.',
  'Resolution, h': 'Lösung, Std.',
  Opened: 'Eröffnet',
  'Still open': 'Noch offen',
  Mean: 'Mittelwert',
  Reopened: 'Wieder geöffnet',
  Repeat: 'Wiederholt',
  'Times in hours from the opening on, nights and weekends included. Still open: of the tickets opened then.':
    'Zeiten in Stunden ab der Eröffnung, Nächte und Wochenenden eingeschlossen. Noch offen: von den damals eröffneten.',
  'Reopened: of the resolved.': 'Wieder geöffnet: von den gelösten.',
  'Repeat: followed by another ticket of the customer within {count} days, of those old enough.':
    'Wiederholt: gefolgt von einem weiteren Ticket des Kunden innerhalb von {count} Tagen, von den dafür alten genug.',
  'No column for resolved tickets, so all of them count as open':
    'Keine Spalte für gelöste Tickets, daher gelten alle als offen',
  'No column for reopened tickets, so their share is not known':
    'Keine Spalte für wieder geöffnete Tickets, ihr Anteil ist daher nicht bekannt',
  '{period}: tickets opened: {count}.': '{period}: eröffnete Tickets: {count}.',
  'Also read': 'Außerdem gelesen',
  "Themes such as '{text}' hold '{sign}': --theme-separator '{sign}' makes several of each":
    "Themen wie '{text}' enthalten '{sign}': --theme-separator '{sign}' macht mehrere daraus",
  '{count} of {all} ends are the last day of a month, or of whole months from their start, as if it still belonged to the contract. An end is the first day without service; read so, churn is a day too early, and often a month.':
    '{count} von {all} Enden sind der letzte Tag eines Monats oder ganzer Monate ab dem Beginn, als gehörte er noch zum Vertrag. Ein Ende ist der erste Tag ohne Leistung; so gelesen liegt der Churn einen Tag zu früh, und oft einen Monat.',
  '{list}: the first is of {date}, but customers are scored from {month} on, until then as if there were none. --months {count} leaves these months out.':
    '{list}: Der erste Eintrag ist vom {date}, bewertet wird aber ab {month}, bis dahin so, als gäbe es keine. --months {count} lässt diese Monate aus.',
  '{list}: the first is of {date}, after the first day of the last month: scores take what is missing for none.':
    '{list}: Der erste Eintrag ist vom {date}, nach dem ersten Tag des letzten Monats: Scores nehmen Fehlendes für keines.',
  'Tickets by month': 'Tickets nach Monat',
  'Tickets by channel': 'Tickets nach Kanal',
  Channel: 'Kanal',
  '{name}: 1 row': '{name}: 1 Zeile',
  '{name}: {count} rows': '{name}: {count} Zeilen',
  'the sample ledger, since no file was given': 'das Beispiel, da keine Datei angegeben ist',
  'the sample, since no file was given': 'das Beispiel, da keine Datei angegeben ist',
  'none, since no second file was given': 'keine, da keine zweite Datei angegeben ist',
  'of which {count} are answers to {survey} (--survey asks about the others)':
    'davon {count} Antworten zu {survey} (--survey fragt nach den anderen)',
  'Not used': 'Nicht verwendet',
  Columns: 'Spalten',
  '{setting} for all rows': '{setting} für alle Zeilen',
  'No end column: every row counts as still running': 'Keine Spalte für das Ende: jede Zeile gilt als laufend',
  Currencies: 'Währungen',
  'all in {currency}: {rates}': 'alle in {currency}: {rates}',
  '{code} by month, {count} months': '{code} nach Monaten, {count} Monate',
  'before {month}, when nothing was in {code}, that of {month}':
    'vor {month}, als es keine Zeile in {code} gab, der von {month}',
  'numbers like {example}': 'Zahlen wie {example}',
  'dates with the day first ({example})': 'Daten mit dem Tag zuerst ({example})',
  'dates with the month first ({example})': 'Daten mit dem Monat zuerst ({example})',
  'Times without an offset ({columns}) are read as local time in {zone} (--time-zone)':
    'Zeiten ohne Zeitzone ({columns}) sind als Ortszeit in {zone} gelesen (--time-zone)',
  'Read as: {ways} (to change: --encoding, --delimiter, --numbers, --dates)':
    'Gelesen als: {ways} (zu ändern mit --encoding, --delimiter, --numbers, --dates)',
  'columns separated by semicolons': 'Spalten durch Semikolon getrennt',
  'columns separated by tabs': 'Spalten durch Tabulator getrennt',
  'columns separated by pipes': 'Spalten durch senkrechten Strich getrennt',
  "columns separated by '{sign}'": "Spalten durch '{sign}' getrennt",
  'header on line {line}': 'Kopfzeile in Zeile {line}',
  "line {line} '{text}'": "Zeile {line} '{text}'",
  '{lines} and {count} more': '{lines} und {count} weitere',
  'Left out as totals: {lines}; to read them: --totals keep':
    'Als Summenzeilen ausgelassen: {lines}; --totals keep liest sie',
  "1 end of '{text}' is read as no end (--open-end none reads dates as dates)":
    "1 Ende '{text}' ist als offen gelesen (--open-end none liest es als Datum)",
  "{count} ends of '{text}' are read as no end (--open-end none reads dates as dates)":
    "{count} Enden '{text}' sind als offen gelesen (--open-end none liest sie als Datum)",
  '1 amount without a sign is taken as {code}, like the others':
    '1 Betrag ohne Währungszeichen gilt als {code}, wie die übrigen',
  '{count} amounts without a sign are taken as {code}, like the others':
    '{count} Beträge ohne Währungszeichen gelten als {code}, wie die übrigen',
  'Left out: {reasons}': 'Ausgelassen: {reasons}',
  '{status} (never paid)': '{status} (nie bezahlt)',
  '{status} (no end of the trial is given)': '{status} (kein Ende der Testphase angegeben)',
  "The status '{status}' (1 row) is not known, so the row counts as running; --leave-out '{status}' leaves it out":
    "Der Status '{status}' (1 Zeile) ist nicht bekannt, die Zeile gilt als laufend; --leave-out '{status}' lässt sie aus",
  "The status '{status}' ({count} rows) is not known, so these rows count as running; --leave-out '{status}' leaves them out":
    "Der Status '{status}' ({count} Zeilen) ist nicht bekannt, die Zeilen gelten als laufend; --leave-out '{status}' lässt sie aus",
  "No other column is an end, so {column} is read as the first day without service; --cancel-requested '{column}' reads it as the day when notice was given":
    "Keine andere Spalte ist ein Ende, daher gilt {column} als erster Tag ohne Leistung; --cancel-requested '{column}' liest die Spalte als Tag der Kündigung",
  'No value of {column} is a known status, so it is not used':
    'Kein Wert von {column} ist ein bekannter Status, die Spalte bleibt ungenutzt',
  'Recognised: {file} (--export none reads it as any other file)':
    'Erkannt: {file} (--export none liest die Datei wie jede andere)',
  'Recognised: objects of the API of Stripe': 'Erkannt: Objekte der API von Stripe',
  '1 subscription was left out': '1 Abonnement ist ausgelassen',
  '{count} subscriptions were left out': '{count} Abonnements sind ausgelassen',
  'This file does not say {what}': 'Diese Datei sagt nichts über {what}',
  "Stripe's export of subscriptions": 'der Export der Abonnements von Stripe',
  "Chargebee's export of subscriptions": 'der Export der Abonnements von Chargebee',
  "Recurly's export of subscriptions": 'der Export der Abonnements von Recurly',
  "RevenueCat's export of transactions": 'der Export der Transaktionen von RevenueCat',
  'earlier prices, plans and quantities (those of today hold from the start on), coupons, pauses, and since when a payment is past due; docs/data/stripe.md reads all of that from the API':
    'frühere Preise, Tarife und Mengen (die heutigen gelten von Beginn an), Gutscheine, Pausen und den Beginn offener Zahlungen; docs/data/stripe.md liest all das aus der API',
  'earlier prices, plans and quantities (those of today hold from the start on), addons and coupons, which are in files of their own; docs/data/chargebee.md reads all of that from the events':
    'frühere Preise, Tarife und Mengen (die heutigen gelten von Beginn an), Zusatzleistungen und Gutscheine, die in eigenen Dateien stehen; docs/data/chargebee.md liest all das aus den Ereignissen',
  'earlier prices, plans and quantities (those of today hold from the start on), add-ons, coupons and earlier pauses; docs/data/recurly.md reads states that were kept':
    'frühere Preise, Tarife und Mengen (die heutigen gelten von Beginn an), Zusatzleistungen, Gutscheine und frühere Pausen; docs/data/recurly.md liest aufbewahrte Stände',
  'the tax and the commission of the stores, which prices include; a renewal that comes late leaves a gap, and refunds end a row; docs/data/revenuecat.md reads the webhooks':
    'Steuern und Provisionen der Stores, die in den Preisen enthalten sind; eine späte Verlängerung hinterlässt eine Lücke, und Erstattungen beenden eine Zeile; docs/data/revenuecat.md liest die Webhooks',
  '{count} of the sandbox': '{count} der Sandbox',
  '{count} trials': '{count} Testphasen',
  '{count} shared in a family': '{count} in der Familie geteilt',
  '{count} purchases that do not renew': '{count} Käufe ohne Verlängerung',
  '{count} paused since their trial': '{count} seit der Testphase pausiert',
  'Rows that end with their period, but whose end is not in this file, so they count as running: {count}':
    'Zeilen, die mit ihrem Zeitraum enden, deren Ende aber nicht in der Datei steht, sodass sie als laufend gelten: {count}',
  'Rows with a coupon whose amount is not in this file, so their MRR is too high: {count}':
    'Zeilen mit einem Gutschein, dessen Betrag nicht in der Datei steht, sodass ihr MRR zu hoch ist: {count}',
  'Left out: answers to other surveys than {surveys}: {others}':
    'Ausgelassen: Antworten zu anderen Umfragen als {surveys}: {others}',
} as const;

/** What the findings of an inspection say, by their kind. */
export const germanFindings: Readonly<Record<string, string>> = {
  inclusiveEnd:
    'Diese Zeilen enden kurz vor Mitternacht oder höchstens einen Tag vor der nächsten Zeile des Abonnements oder Kunden, als wäre das Ende noch Teil von ihnen. Das Ende ist der erste Tag ohne Leistung; sonst zählt die Lücke als Churn und Rückkehr.',
  overlap:
    'Diese Zeilen eines Abonnements laufen gleichzeitig, ihre Beträge werden addiert. Für Zusatzbuchungen ist das richtig; ersetzt eine Zeile eine frühere, ist der MRR zu hoch.',
  neverActive:
    'Diese Zeilen zahlen nie (sie enden mit ihrem Beginn, oder Testphase, Pause, offene Rechnung oder Kündigung deckt die ganze Zeit ab); sie ergeben weder MRR noch Kunden.',
  futureDate:
    'Diese Zeilen beginnen am Stichtag oder danach: Es sind Pläne, sie zählen nur in unvollständigen Perioden.',
  endWithoutRequest:
    "Diese Zeilen enden endgültig, ohne zu sagen, wann gekündigt wurde (`cancelRequestedAt`): bei `churnAt: 'cancelRequest'` zählen sie erst zu ihrem Ende.",
  plannedEnd:
    'Diese Zeilen enden am Stichtag oder danach: Verträge, die auslaufen, und Kündigungen, die noch bevorstehen. Perioden nach dem Stichtag zählen sie als Churn, obwohl sich viele noch verlängern können.',
  openEndMarker:
    'Diese Zeilen enden erst in Jahrzehnten ({values}), wie ein Platzhalter für „kein Ende“. Sie gelten nicht als offen. Das Ende leer lassen.',
  implausibleDate:
    'Die Daten in {field} liegen im Januar 1970 oder Jahrzehnte neben denen der übrigen Zeilen ({values}): Platzhalter oder Tippfehler. Lebensdauern und Kohorten werden falsch. Berichtigen oder leer lassen.',
  localMidnight:
    'Die Daten in {field} sind Mitternacht in einer anderen Zeitzone ({values}) als der eingestellten; was zum Monatsersten gehört, kann im Vormonat zählen. Diese Zeitzone einstellen oder die Spalte als Text lesen.',
  snapshotRow:
    'Diese Zeilen haben kein Ende und folgen in gleichem Abstand auf eine solche Zeile desselben Kunden, wie in einer Datei mit einer Zeile je Kunde und Monat. Alle laufen weiter, ihre Beträge werden addiert: MRR und NRR sind viel zu hoch. Jede Zeile soll mit dem Beginn der nächsten enden.',
  minorAmount:
    'Alle Beträge sind ganze Zahlen und enden wie Preise in Cent ({values}). Sind Cent gemeint, ist alles Geld hundertmal zu hoch.',
  smallPercent:
    'Der Rabatt in Prozent liegt zwischen 0 und 1 ({values}): 0,2 sind 0,2 %, nicht 20 %. Sind Anteile gemeint, mit 100 malnehmen.',
  currencySpelling:
    'Eine Währung ist verschieden geschrieben ({values}). Groß- und Kleinschreibung zählen als eine, Leerzeichen nicht.',
  unusedKey:
    'Die Spalte {field} wird nicht gelesen, und {values} fehlt. Ist dasselbe gemeint, die Spalte so nennen; sonst ist nichts zu tun.',
  duplicateRow:
    'Diese Zeilen wiederholen eine frühere (Kunde, Abonnement, Beginn, Ende und Preis); ihr Betrag zählt noch einmal.',
};

/** The same in events, tickets, payments and answers, where it is not what is said of a ledger. */
export const germanActivityFindings: Readonly<Record<string, string>> = {
  duplicateRow:
    'Diese Zeilen wiederholen eine frühere in allen Feldern, wie es beim doppelten Senden oder Verknüpfen geschieht; sie zählen noch einmal. Weglassen.',
  implausibleDate:
    'Die Daten in {field} liegen im Januar 1970 oder Jahrzehnte neben denen der übrigen Zeilen ({values}): Platzhalter oder Tippfehler. Berichtigen oder leer lassen.',
  otherScale:
    'Alle Werte liegen zwischen 1 und 5 oder 1 und 7 ({values}), und der NPS fragt von 0 bis 10: Bis 6 ist dort Detraktor, der NPS liegt daher nahe -100. Gehören die Antworten zu einer anderen Umfrage, diese angeben.',
  untiedFailure:
    'Diese fehlgeschlagenen Zahlungen nennen keine Rechnung: Jede zählt als eine eigene, unbezahlte Rechnung.',
};

/** What happened to rows, as `compareLedgers` names it: the fields that changed, or the whole row. */
export const germanChanges: Readonly<Record<string, string>> = {
  added: 'Zeile hinzugefügt',
  removed: 'Zeile entfernt',
  subscriptionId: 'Abonnement',
  start: 'Beginn',
  end: 'Ende',
  amount: 'Betrag',
  interval: 'Abrechnungsintervall',
  intervalCount: 'Anzahl der Intervalle',
  quantity: 'Menge',
  discount: 'Rabatt',
  currency: 'Währung',
  trialEnd: 'Ende der Testphase',
  signedAt: 'Vertragsabschluss',
  replaces: 'ersetztes Abonnement',
  cancelRequestedAt: 'Kündigungseingang',
  pauses: 'Pausen',
  pastDue: 'Zahlungsverzug',
};
