/** The kinds of rows whose fields have names in other systems. */
export type RowKindName = 'subscription' | 'usageEvent' | 'payment' | 'ticket' | 'surveyResponse' | 'signUp';

/** The meaning of a header or a key. */
export interface NamedField {
  /** The field of a row. */
  readonly field: string;
  /**
   * How the field was found: by its own name, by its name apart from case, blanks and punctuation, or by another name that is used for it.
   */
  readonly how: 'exact' | 'spelling' | 'alias';
  /**
   * 0 for the field's own name, otherwise the place of the alias, from 1. Of two names for one field, the one with the lower rank fits
   * better.
   */
  readonly rank: number;
}

// What is ambiguous has the meaning that most systems give it: `canceled_at` and `Kündigungsdatum` are when the cancellation was asked for,
// as with Stripe and Recurly, and no end. What a table of any kind has (id, created_at, country) means no field of a subscription.
// Made by a function, so that a bundle that asks for none of it has none of it.
const words = /* @__PURE__ */ ((): { readonly [kind in RowKindName]: Readonly<Record<string, string>> } => {
  const customer =
    'customer,account id,client id,customer number,customer no,customer nr,customer key,customer code,cust id,account,account number,client,' +
    'company id,organization id,organisation id,org id,tenant id,workspace id,team id,subscriber id,app user id,original app user id,' +
    'Kunde,Kundennummer,Kundennr,Kunden ID,Debitor,Debitorennummer,Debitorennr,Mandant,Mandantennummer,Kundenkennung,' +
    'company,organization,organisation,tenant,workspace,subscriber,customer name,account name,company name,client name,Kundenname,Firma,' +
    'Firmenname,Unternehmen,customer email,email,E-Mail-Adresse';
  const user =
    'user,uid,member id,person id,contact id,actor id,distinct id,Benutzer,Benutzer ID,Nutzer,Nutzer ID,Anwender';
  const moment =
    'timestamp,date,time,datetime,ts,occurred at,created at,created,created date,Datum,Zeitpunkt,Zeitstempel,Datum Uhrzeit,Zeit';
  const currency =
    'currency code,ISO currency,ccy,cur,price currency,plan currency,Währung,Währungscode,Währungskürzel,Währungskennzeichen,WKZ';
  const segment = 'customer segment,market segment,segment name,customer group,Kundensegment,Kundengruppe,Marktsegment';
  return {
    subscription: {
      customerId: `${customer},${user},user id`,
      subscriptionId:
        'subscription,subscription number,subscription no,sub id,contract id,contract,contract number,contract no,agreement id,Abo,Abo ID,' +
        'Abonummer,Abonr,Abonnement,Vertrag,Vertrags ID,Vertragsnummer,Vertragsnr',
      start:
        'start date,started at,start time,start at,starts at,started,starts on,started on,begin,begin date,begins at,subscription start,' +
        'subscription start date,subscription started at,contract start,contract start date,term start,service start,effective from,' +
        'effective date,valid from,activated at,activation date,active from,from,Beginn,Startdatum,Vertragsbeginn,Abobeginn,Anfang,' +
        'Anfangsdatum,Laufzeitbeginn,Leistungsbeginn,gültig ab,gültig von,aktiv ab,aktiv seit,Kunde seit,ab,seit,von',
      end:
        'end date,ended at,end time,end at,ends at,ended,ends on,ended on,subscription end,subscription end date,subscription ended at,' +
        'contract end,contract end date,term end,service end,effective to,effective until,valid to,valid until,active until,expires at,' +
        'expired at,expires,expiry,expiry date,expiration,expiration date,terminated at,termination date,churned at,churn date,until,to,' +
        'Ende,Enddatum,Vertragsende,Aboende,Laufzeitende,Leistungsende,gültig bis,aktiv bis,beendet am,beendet,gekündigt zum,Kündigung zum,' +
        'gekündigt per,Ablaufdatum,Austrittsdatum,Austritt,bis',
      amount:
        'price,unit price,unit amount,plan amount,plan price,list price,price amount,recurring amount,subscription amount,fee,mrr,Betrag,' +
        'Nettobetrag,Betrag netto,Preis,Nettopreis,Preis netto,Stückpreis,Einzelpreis,Listenpreis,Tarifpreis,Gebühr,Entgelt',
      interval:
        'billing interval,interval unit,plan interval,billing period unit,billing period,billing cycle,billing frequency,frequency,period,' +
        'period unit,cycle,recurrence,term unit,Intervall,Abrechnungsintervall,Abrechnungszeitraum,Abrechnungsrhythmus,Abrechnungsperiode,' +
        'Zahlungsintervall,Zahlungsrhythmus,Zahlungsweise,Zahlungsturnus,Turnus,Rhythmus',
      intervalCount:
        'interval length,interval number,plan interval count,billing interval count,Intervallanzahl,Anzahl Intervalle,Intervalllänge',
      quantity:
        'seats,seat count,number of seats,seat,qty,units,unit count,licenses,licences,license count,licence count,number of licenses,users,' +
        'user count,number of users,Menge,Anzahl,Stück,Stückzahl,Lizenzen,Anzahl Lizenzen,Lizenzanzahl,Plätze,Sitze,Anzahl Nutzer,' +
        'Anzahl Benutzer,Benutzeranzahl,Nutzeranzahl',
      discount: 'discounts,coupon,Rabatt,Nachlass,Preisnachlass',
      discountPercent:
        'discount percentage,discount pct,discount rate,percent off,Rabatt Prozent,Rabatt in Prozent,Rabattsatz',
      discountAmount: 'amount off,discount value,Rabattbetrag,Nachlassbetrag',
      currency,
      plan:
        'plan name,plan id,plan code,product,product name,product id,price id,price name,package,tier,edition,sku,item,Tarif,Tarifname,' +
        'Produkt,Produktname,Paket,Preisplan,Artikel',
      trialEnd:
        'trial end date,trial end at,trial ends at,trial ends,trial ended at,trial end time,trial expires at,trial expiry,trial until,' +
        'end of trial,Testende,Ende Testphase,Testphase Ende,Testphase bis,Testzeitraum Ende,Testzeitraum bis,Probeende,Probezeit Ende,' +
        'Probezeit bis,Ende der Testphase,Ende der Probezeit',
      cancelRequestedAt:
        'canceled at,cancelled at,cancel requested,cancellation requested at,cancellation request,cancellation date,cancelation date,' +
        'cancel date,canceled on,cancelled on,canceled,cancelled,canceled date,cancelled date,unsubscribed at,unsubscribe detected at,' +
        'notice date,Kündigungsdatum,gekündigt am,gekündigt,Kündigung,Kündigung am,Kündigungseingang,Kündigungstag,Storno,storniert am',
      signedAt:
        'contract signed,contract signed at,contract signed date,signed,signed on,signed date,date signed,signature date,signing date,' +
        'contract signature date,closed won date,close date,booked at,booking date,Unterschrift,unterschrieben am,unterzeichnet am,' +
        'Unterschriftsdatum,Vertragsunterzeichnung,Vertragsabschluss,abgeschlossen am,Abschlussdatum',
      replaces:
        'replaces subscription,replaces subscription id,replaced subscription,replaced subscription id,previous subscription,' +
        'previous subscription id,old subscription id,migrated from,renewed from,predecessor,predecessor id,ersetzt,ersetzt Abo,' +
        'ersetzt Vertrag,Vorgänger,Vorgängervertrag,Vorgänger ID,Altvertrag',
      pauses:
        'pause,paused,paused at,pause periods,interruptions,Pausen,pausiert,pausiert am,Unterbrechungen,Ruhezeiten',
      pastDue:
        'past due at,past due since,past due periods,overdue,overdue since,dunning,delinquent,delinquent since,überfällig,überfällig seit,' +
        'Zahlungsverzug,in Verzug seit',
      churnType:
        'cancellation type,cancelation type,cancel type,type of churn,Kündigungsart,Art der Kündigung,Abwanderungsart',
      churnReason:
        'cancellation reason,cancelation reason,cancel reason,reason,reason for cancellation,reason for churn,expiration reason,' +
        'Kündigungsgrund,Abwanderungsgrund,Grund,Grund der Kündigung,Stornogrund',
      segment,
    },
    usageEvent: {
      customerId: customer,
      at: `event time,event date,event timestamp,${moment},logged at,received at,Ereigniszeit`,
      userId: user,
      feature:
        'feature name,feature id,event,event name,event type,action,module,function,Funktion,Ereignis,Aktion,Modul,Ereignisname',
      durationSeconds:
        'duration,seconds,duration s,duration sec,duration secs,duration in seconds,session duration,session seconds,length seconds,Dauer,' +
        'Dauer Sekunden,Dauer in Sekunden,Sekunden,Nutzungsdauer',
      count: 'event count,events,number,number of events,times,hits,quantity,Anzahl,Menge,Häufigkeit,Anzahl Ereignisse',
    },
    payment: {
      customerId: customer,
      at:
        'paid at,payment date,payment time,charged at,charge date,attempted at,attempt date,transaction date,processed at,processed on,' +
        `${moment},Zahlungsdatum,bezahlt am,gezahlt am,Buchungsdatum,Valuta`,
      status: 'state,payment status,payment state,transaction status,result,outcome,Zahlungsstatus,Ergebnis,Zustand',
      invoiceId:
        'invoice,invoice number,invoice no,invoice nr,bill id,bill number,Rechnung,Rechnungsnummer,Rechnungsnr,Rechnungs ID,Belegnummer,Belegnr',
      attempt:
        'attempt number,attempt no,attempt count,attempts,try,retry,Versuch,Versuchsnummer,Versuch Nr,Zahlungsversuch',
      amount:
        'total,value,amount paid,amount due,amount captured,payment amount,charge amount,gross amount,invoice amount,Betrag,Summe,Zahlbetrag,' +
        'Zahlungsbetrag,Rechnungsbetrag,Gesamtbetrag,Umsatz',
      currency,
      declineReason:
        'decline code,failure reason,failure code,failure message,decline,error code,Ablehnungsgrund,Fehlergrund,Rückgabegrund',
    },
    ticket: {
      customerId: customer,
      openedAt:
        `opened,open date,opened on,submitted at,requested at,${moment},erstellt am,erstellt,eröffnet am,geöffnet am,angelegt am,` +
        'Eingang,Eingangsdatum,Erstellungsdatum',
      firstResponseAt:
        'first response,first reply at,first reply,first replied at,first responded at,first answer at,first answered at,responded at,' +
        'erste Antwort,erste Antwort am,Erstantwort,erste Reaktion,erste Reaktion am,beantwortet am',
      resolvedAt:
        'resolved,resolution date,resolved on,solved at,solved,closed at,closed,closed date,closed on,completed at,gelöst am,gelöst,' +
        'geschlossen am,geschlossen,erledigt am,erledigt,abgeschlossen am,Lösungsdatum',
      reopened:
        'reopens,reopen count,reopened count,times reopened,is reopened,was reopened,number of reopens,wieder geöffnet,wiedereröffnet,' +
        'Wiedereröffnungen,erneut geöffnet',
      reopenedResponseAt: 'response after reopening,reopened response,Antwort nach Wiedereröffnung',
      onHold: 'hold,holds,on hold periods,waiting,pending,wartend,Wartezeiten',
      reopenedAt: 'reopen date,reopened on,reopened date,wieder geöffnet am,wiedereröffnet am,erneut geöffnet am',
      channel: 'source,via,medium,contact channel,ticket channel,origin,Kanal,Kontaktkanal,Eingangskanal,Quelle',
    },
    surveyResponse: {
      score:
        'rating,value,answer,response,nps,nps score,csat,csat score,ces,ces score,points,grade,Bewertung,Punkte,Punktzahl,Wert,Antwort,Note,' +
        'Ergebnis,Zufriedenheit,Weiterempfehlung,Empfehlung',
      customerId: customer,
      at:
        'answered at,responded at,response date,response time,submitted at,submitted,submit date,completed at,survey date,answer date,' +
        `${moment},beantwortet am,geantwortet am,Antwortdatum,Eingangsdatum,Befragungsdatum`,
      weight: 'weights,survey weight,response weight,weighting factor,Gewicht,Gewichtung,Gewichtungsfaktor',
      segment,
      themes:
        'theme,tags,tag,topics,topic,labels,categories,category,Themen,Thema,Schlagworte,Schlagwörter,Stichworte,Kategorien,Kategorie',
      survey:
        'survey type,survey kind,survey name,question,question type,score type,Umfrage,Umfrageart,Umfragetyp,Befragung,Frage,Kennzahl',
    },
    signUp: {
      customerId: `${customer},${user},user id`,
      at:
        `signed up at,signed up,signup date,signup at,registered at,registration date,joined at,${moment},` +
        'Anmeldung,Anmeldedatum,angemeldet am,Registrierung,Registrierungsdatum,registriert am',
    },
  };
})();

type Aliases = { readonly [kind in RowKindName]: Readonly<Record<string, readonly string[]>> };

/** The names that other systems and people give each field, the best first. */
export const aliasTable: Aliases = /* @__PURE__ */ Object.fromEntries(
  /* @__PURE__ */ Object.entries(words).map(([kind, fields]) => [
    kind,
    Object.fromEntries(Object.entries(fields).map(([field, list]) => [field, list.split(',')])),
  ]),
) as unknown as Aliases;

/** How a name is compared: without case, accents and punctuation, and umlauts as they are or written out. */
function comparable(name: string): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return letters.replace(/([aou])e/g, '$1');
}

const known = /* @__PURE__ */ new Map<RowKindName, ReadonlyMap<string, NamedField>>();

function fieldsByName(kind: RowKindName): ReadonlyMap<string, NamedField> {
  const made = known.get(kind);
  if (made !== undefined) return made;
  const byName = new Map<string, NamedField>();
  for (const [field, aliases] of Object.entries(aliasTable[kind])) {
    byName.set(comparable(field), { field, how: 'spelling', rank: 0 });
    for (const [place, alias] of aliases.entries()) {
      const name = comparable(alias);
      if (!byName.has(name)) byName.set(name, { field, how: 'alias', rank: place + 1 });
    }
  }
  known.set(kind, byName);
  return byName;
}

/**
 * The field of a row that a header or a key of another system stands for: `Ended At` is the end of a subscription, `seats` and `Menge` are
 * its quantity. One table of English and German names serves every reader. The result is a proposal: nothing is renamed automatically.
 *
 * In: names compared without case, blanks, punctuation and accents; `Währung`, `Waehrung` and `Wahrung` are one name. A remark in brackets,
 * as in 'Start (UTC)' or 'Betrag (EUR)', is ignored unless the whole name is known. Out: names that every table has (`id`, `created_at`,
 * `country`). An ambiguous name gets its usual meaning: `canceled_at` and `Kündigungsdatum` are `cancelRequestedAt`, although in systems
 * without a notice period they are the end.
 *
 * @param kind - The kind of row: 'subscription' (with the columns `discountPercent` and `discountAmount`), 'usageEvent', 'payment',
 * 'ticket', 'surveyResponse', 'signUp'.
 * @param name - A header or a key.
 * @returns The field and how it was found; undefined for a name that stands for no field.
 *
 * Cost: O(length of the name), once the table is built. Source: the field names in APIs and exports of billing systems, and the headers of
 * spreadsheets.
 *
 * @example
 * ```ts
 * fieldOfName('subscription', 'Ended At (UTC)') // => { field: 'end', how: 'alias', rank: 2 }
 * fieldOfName('subscription', 'trial_end') // => { field: 'trialEnd', how: 'spelling', rank: 0 }
 * fieldOfName('subscription', 'country') // => undefined
 * ```
 */
export function fieldOfName(kind: RowKindName, name: string): NamedField | undefined {
  if (Object.hasOwn(words[kind], name)) return { field: name, how: 'exact', rank: 0 };
  const byName = fieldsByName(kind);
  return byName.get(comparable(name)) ?? byName.get(comparable(name.replace(/\([^()]*\)|\[[^[\]]*\]/g, '')));
}
