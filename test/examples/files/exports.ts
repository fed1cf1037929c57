import { lines } from './open-file.ts';
import type { Shape } from './shapes.ts';

/** Files as billing systems export them, with the columns that they publish; the values are invented. */
export const exportShapes: readonly Shape[] = [
  {
    name: "Stripe's subscriptions.csv, with the columns that its dialog proposes",
    file: lines(
      'id,Customer ID,Status,Start (UTC),Ended At (UTC),Plan,Quantity,Interval,Amount,Currency,Trial End (UTC),Cancel At Period End',
      'sub_1,cus_1,active,2025-11-03 14:21,,Pro yearly,1,year,"1,188.00",eur,,false',
      'sub_2,cus_2,canceled,2025-11-10 09:00,2026-01-10 09:00,Team,3,month,20.00,eur,,false',
      'sub_3,cus_3,trialing,2026-03-10 12:00,,Team,1,month,20.00,eur,2026-03-24 12:00,false',
      'sub_4,cus_4,incomplete_expired,2025-12-01 10:00,,Team,1,month,20.00,eur,,false',
      'sub_5,cus_5,past_due,2025-12-01 10:00,,Team,2,month,20.00,eur,2025-12-15 10:00,true',
    ),
    gives: { '2025-11-20': [159, 2], '2025-12-20': [199, 3], '2026-02-01': [139, 2], '2026-03-11': [139, 2] },
    says: [
      "Recognised: Stripe's export of subscriptions",
      'Left out: 1 incomplete_expired (never paid)',
      'Also read: Cancel At Period End',
      /^(?!.*Not used: [^\n]*Cancel At Period End)/s,
      'This file does not say earlier prices, plans and quantities',
      /^(?!.*clocks of)/s,
      'Rows that end with their period, but whose end is not in this file, so they count as running: 1',
      '1 end lies later and has not happened',
    ],
  },
  {
    name: "Stripe's of last autumn: what was planned then has not happened, though it lies before today",
    file: lines(
      'id,Customer ID,Status,Start (UTC),Ended At (UTC),Plan,Quantity,Interval,Amount,Currency,Trial End (UTC),Current Period End (UTC),Cancel At Period End',
      'sub_1,cus_1,active,2025-09-03 14:21,,Team,1,month,49.00,eur,2025-09-17 14:21,2025-11-03 14:21,false',
      'sub_2,cus_2,active,2025-09-10 09:00,,Team,1,month,20.00,eur,,2025-11-10 09:00,true',
      'sub_3,cus_3,trialing,2025-10-20 12:00,,Team,1,month,30.00,eur,2025-11-03 12:00,2025-11-03 12:00,false',
    ),
    gives: { '2025-10-20': [69, 2] },
    says: ['As of: 2025-10-21 (the day after 2025-10-20', '2 ends lie later and have not happened'],
  },
  {
    name: "Stripe's, with all columns, in Berlin",
    file: lines(
      'id,Customer ID,Customer Description,Customer Email,Customer Name,Plan,Product,Quantity,Currency,Interval,Amount,Status,Created (UTC),' +
        'Start (UTC),Start Date (UTC),Current Period Start (UTC),Current Period End (UTC),Trial Start (UTC),Trial End (UTC),' +
        'Application Fee Percent,Coupon,Tax Percent,Canceled At (UTC),Ended At (UTC),Cancel At Period End,Cancellation Reason,crm (metadata)',
      'sub_1,cus_1,,a@example.com,Ada,price_1,prod_1,1,usd,month,"1,200.00",active,2025-10-31 23:30,2026-01-01 10:00,2025-10-31 23:30,2026-02-01 10:00,2026-03-01 10:00,,,,,,,,false,,x',
      'sub_2,cus_2,,b@example.com,Ben,price_2,prod_1,5,usd,month,10.00,active,2025-11-01 08:00,2025-11-01 08:00,2025-11-01 08:00,2026-02-20 08:00,2026-03-20 08:00,,,,SAVE20,,2026-02-25 09:00,,true,too_expensive,y',
    ),
    flags: ['--time-zone', 'Europe/Berlin'],
    gives: {
      '2025-11-01': [0, 0],
      '2025-10-31T23:30:00Z': [1200, 1],
      '2025-11-02': [1250, 2],
      '2026-03-01': [1250, 2],
    },
    says: [
      'Rows with a coupon whose amount is not in this file, so their MRR is too high: 1',
      'start = Start Date (UTC)',
      'cancel-requested = Canceled At (UTC)',
      'churn-reason = Cancellation Reason',
    ],
  },
  {
    name: "Stripe's, saved again by a German Excel",
    file: lines(
      'id;Customer ID;Status;Start (UTC);Ended At (UTC);Plan;Quantity;Interval;Amount;Currency;Trial End (UTC);Cancel At Period End',
      'sub_1;cus_1;active;03.11.2025 14:21;;Pro;1;year;1.188,00;eur;;FALSCH',
      'sub_2;cus_2;canceled;15.11.2025 09:00;10.01.2026 09:00;Team;3;month;20,00;eur;;FALSCH',
    ),
    gives: { '2025-11-20': [159, 2], '2026-02-01': [99, 1] },
  },
  {
    name: "Stripe's, read as any other file",
    file: lines(
      'id,Customer ID,Status,Start (UTC),Ended At (UTC),Plan,Quantity,Interval,Amount,Currency,Trial End (UTC),Cancel At Period End',
      'sub_1,cus_1,active,2025-11-03 14:21,,Pro yearly,2,year,"1,188.00",eur,,false',
    ),
    flags: ['--export', 'none'],
    gives: { '2025-11-20': [198, 1] },
    says: [/^(?!.*Recognised)/s, 'end = Ended At (UTC)'],
  },
  {
    name: "Chargebee's Subscriptions.csv",
    file: lines(
      'subscriptions.id,subscriptions.plan_id,subscriptions.plan_quantity,subscriptions.plan_unit_price,subscriptions.currency_code,' +
        'subscriptions.billing_period,subscriptions.billing_period_unit,subscriptions.status,subscriptions.start_date,subscriptions.trial_end,' +
        'subscriptions.current_term_start,subscriptions.current_term_end,subscriptions.created_at,subscriptions.started_at,' +
        'subscriptions.cancelled_at,subscriptions.pause_date,subscriptions.resume_date,customers.id,customers.email',
      's1,team,5,10.00,USD,1,month,active,,2025-11-15 00:00:00,2026-03-01 00:00:00,2026-04-01 00:00:00,2025-11-01 00:00:00,2025-11-01 00:00:00,,,,ada,a@example.com',
      's2,pro,1,300.00,USD,3,month,cancelled,,,2025-11-01 00:00:00,2026-02-01 00:00:00,2025-08-01 00:00:00,2025-08-01 00:00:00,2026-02-01 00:00:00,,,ben,b@example.com',
      's3,pro,1,60.00,USD,1,month,non_renewing,,,2026-03-05 00:00:00,2026-04-05 00:00:00,2025-08-01 00:00:00,2025-08-01 00:00:00,,2025-10-01 00:00:00,2025-12-01 00:00:00,cem,c@example.com',
      's4,pro,1,60.00,USD,1,month,future,2026-06-01 00:00:00,,,,2026-03-01 00:00:00,2026-06-01 00:00:00,,,,dia,d@example.com',
    ),
    gives: { '2025-09-01': [160, 2], '2025-11-20': [150, 2], '2026-01-01': [210, 3], '2026-03-01': [110, 2] },
    says: ["Recognised: Chargebee's export", 'Left out: 1 future (never paid)', 'addons and coupons'],
  },
  {
    name: "Chargebee's without the period of the plan: the current term tells",
    file: lines(
      'subscriptions.id,subscriptions.plan_id,subscriptions.plan_quantity,subscriptions.plan_unit_price,subscriptions.status,' +
        'subscriptions.current_term_start,subscriptions.current_term_end,subscriptions.started_at,subscriptions.cancelled_at,customers.id',
      's1,team,1,1200.00,Active,2026-01-31,2027-01-31,2025-01-31,,ada',
      's2,team,1,100.00,Active,2026-01-31,2026-02-28,2025-01-31,,ben',
    ),
    gives: { '2025-06-01': [200, 2] },
  },
  {
    name: "Recurly's subscriptions",
    file: lines(
      'uuid,account_code,email,plan_code,plan_name,state,unit_amount,quantity,currency,activated_at,trial_started_at,trial_ends_at,' +
        'current_period_started_at,current_period_ends_at,canceled_at,expires_at,modified_at',
      'u1,ada,a@example.com,team,Team,active,12.00,5,EUR,2025-10-01 09:00:00 UTC,,,2026-03-01 09:00:00 UTC,2026-04-01 09:00:00 UTC,,,2026-03-01 09:00:00 UTC',
      'u2,ben,b@example.com,annual,Annual,canceled,120.00,1,EUR,2025-06-20 08:00:00 UTC,,,2025-06-20 08:00:00 UTC,2026-06-20 08:00:00 UTC,2026-02-01 08:00:00 UTC,2026-06-20 08:00:00 UTC,2026-02-01 08:00:00 UTC',
      'u3,cem,c@example.com,team,Team,expired,12.00,1,EUR,2025-10-01 09:00:00 UTC,,,2025-12-01 09:00:00 UTC,2026-01-01 09:00:00 UTC,2025-12-10 09:00:00 UTC,2026-01-01 09:00:00 UTC,2026-01-01 09:00:00 UTC',
    ),
    gives: { '2025-12-01': [82, 3], '2026-02-01': [70, 2] },
    says: ["Recognised: Recurly's export", 'end = expires_at', '1 end lies later'],
  },
  {
    name: "RevenueCat's transactions: each row a period that was paid for",
    file: lines(
      'rc_original_app_user_id,country,product_identifier,product_duration,start_time,end_time,effective_end_time,store,is_auto_renewable,' +
        'is_trial_period,is_sandbox,price_in_usd,purchase_price_in_usd,store_transaction_id,original_store_transaction_id,refunded_at,ownership_type',
      '$RC:ada,DE,pro.monthly,P1M,2026-01-01 10:00:00,2026-01-08 10:00:00,2026-01-08 10:00:00,app_store,true,true,false,0,0,1,1,,PURCHASED',
      '$RC:ada,DE,pro.monthly,P1M,2026-01-08 10:00:00,2026-02-08 10:00:00,2026-02-08 10:00:00,app_store,true,false,false,12.5,12.5,2,1,,PURCHASED',
      '$RC:ada,DE,pro.monthly,P1M,2026-02-08 09:30:00,2026-03-08 10:00:00,2026-03-08 10:00:00,app_store,true,false,false,15,15,3,1,,PURCHASED',
      '$RC:ben,US,pro.yearly,P1Y,2026-01-15 10:00:00,2027-01-15 10:00:00,2027-01-15 10:00:00,play_store,true,false,false,120,120,4,4,,PURCHASED',
      '$RC:cem,US,coins,,2026-01-15 10:00:00,,,play_store,false,false,false,5,5,5,5,,PURCHASED',
      '$RC:dia,US,pro.yearly,P1Y,2026-01-15 10:00:00,2027-01-15 10:00:00,2027-01-15 10:00:00,app_store,true,false,true,120,120,6,6,,PURCHASED',
    ),
    gives: { '2026-01-05': [0, 0], '2026-01-20': [22.5, 2], '2026-02-08T09:45:00Z': [25, 2], '2026-03-10': [10, 1] },
    says: [
      "Recognised: RevenueCat's export",
      'Left out: 1 trials, 1 purchases that do not renew, 1 of the sandbox',
      'the tax and the commission',
    ],
  },
];
