// English, as tables: see words-language.ts.
import type { Language } from "./words-language.ts";
import { ENGLISH_TURNS } from "./words-english-turns.ts";

export const ENGLISH: Language = {
  counts: {
    zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19,
    twenty: 20, thirty: 30, forty: 40, fourty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, nil: 0,
  },
  sizes: { hundred: 100, hundreds: 100, thousand: 1e3, thousands: 1e3, grand: 1e3, million: 1e6, millions: 1e6, billion: 1e9, lakh: 1e5, lakhs: 1e5, lac: 1e5, lacs: 1e5, crore: 1e7, crores: 1e7, dozen: 12, dozens: 12 },
  shortSizes: { k: 1e3, m: 1e6, mn: 1e6, mm: 1e6, mio: 1e6, mil: 1e6, b: 1e9, bn: 1e9, l: 1e5, lk: 1e5, cr: 1e7, crs: 1e7, hundred: 100 },
  times: { once: 1, twice: 2, thrice: 3 },
  timesWord: "times|time|x",
  half: "half", one: "a|an|one", couple: "a_couple_of|couple_of|a_couple|couple|a_pair_of|pair_of", plus: "and",
  currencies: {
    "USD AUD CAD SGD NZD HKD": "$|dollars|dollar|bucks|buck", USD: "us_$|usd", AUD: "aud", CAD: "cad", SGD: "sgd", EUR: "€|euros|euro|eur", GBP: "£|pounds|pound|quid|gbp", "JPY CNY": "¥", JPY: "yen|jpy", CNY: "cny",
    INR: "₹|inr|rupiya|/_-", "INR PKR LKR NPR": "rs|rs_.|rupees|rupee", CHF: "chf|francs", AED: "aed",
  },
  units: { day: 1, days: 1, night: 1, nights: 1, hour: 1 / 24, hours: 1 / 24, hrs: 1 / 24, week: 7, weeks: 7, wk: 7, wks: 7, fortnight: 14, fortnights: 14, month: 30, months: 30, mth: 30, mths: 30, mo: 30, mos: 30, quarter: 90, quarters: 90, year: 365, years: 365, yr: 365, yrs: 365, decade: 3650, decades: 3650 },
  shortUnits: { d: 1, w: 7, m: 30, y: 365, q: 90 },
  months: ["january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug", "september|sept|sep", "october|oct", "november|nov", "december|dec"],
  weekdays: ["monday|mon", "tuesday|tue|tues", "wednesday|wed", "thursday|thu|thurs", "friday|fri", "saturday|sat", "sunday|sun"],
  periods: { week: "week", month: "month", quarter: "quarter", year: "year" },
  shifts: { this: 0, current: 0, the_current: 0, last: -1, previous: -1, the_previous: -1, this_past: -1, next: 1 },
  days: { today: 0, yesterday: -1, the_day_before_yesterday: -2 },
  of: "the|of|of_the|in|in_the|on_the|from", start: "the_start_of|start_of|the_beginning_of|beginning_of|the_first_day_of|early|start_of_the|the_start_of_the|the_beginning_of_the|beginning_of_the", end: "the_end_of|end_of|the_end_of_the|end_of_the",
  compared: {
    ">": "more_than|over|above|greater_than|bigger_than|larger_than|higher_than|exceeding|exceeds|exceed|exceeded|beyond|north_of|upwards_of|upward_of|in_excess_of|longer_than|older_than|>|past|better_than|well_over|way_over|just_over|is_over|more_then|gt|surpassing|surpasses|crossed|crossing|topped|topping|not_less_than_or_equal_to|not_just|farther_than|greater",
    ">=": "at_least|atleast|at_the_least|minimum|minimum_of|a_minimum_of|min|min_of|no_less_than|not_less_than|no_fewer_than|not_fewer_than|>=|=>|≥|not_under|not_below|from|starting_at|starting_from|or_more|gte|more_than_or_equal_to|greater_than_or_equal_to|equal_to_or_more_than|not_lower_than|a_good|easily",
    "<": "less_than|under|below|fewer_than|smaller_than|lower_than|shorter_than|<|south_of|short_of|within|less_then|lesser_than|just_under|lt|younger_than|newer_than|beneath|is_under|not_even|not_reached|fewer|less",
    "<=": "at_most|atmost|at_the_most|maximum|maximum_of|a_maximum_of|max|max_of|up_to|upto|no_more_than|not_more_than|not_over|not_above|<=|=<|≤|not_exceeding|no_longer_than|not_longer_than|not_exceed|only_up_to|lte|less_than_or_equal_to|no_greater_than|not_greater_than|no_higher_than|never_more_than|never_over|capped_at|until",
    "==": "exactly|precisely|just|only|=|==|equal_to|equals|equalling|flat|exact|is_exactly|a_total_of_exactly|:",
    "!=": "!=|<>|≠|other_than|not_exactly|anything_but|not_equal_to|does_not_equal",
  },
  comparedAfter: {
    ">=": "or_more|or_above|or_over|or_longer|or_greater|or_higher|or_better|or_older|and_up|and_above|and_more|and_over|plus|+|at_least|minimum|at_minimum|at_a_minimum|or_so_or_more|upwards|and_upwards|or_upwards|min|and_counting|and_beyond|or_beyond|at_the_least|onwards|or_even_more",
    ">": "and_then_some|exceeded",
    "<=": "or_less|or_fewer|or_below|or_under|and_below|and_under|and_less|or_lower|at_most|max|maximum|at_max|tops|at_the_most|or_shorter|at_maximum|or_newer",
    "==": "exactly|only|flat|precisely|on_the_dot|on_the_nose|sharp",
  },
  between: "between|in_between|anywhere_between|somewhere_between|ranging_between|any_where_between|betwen|btw|btwn", from: "from|anywhere_from|ranging_from|range_from", to: "to|-|–|—|till|until|up_to|through|thru|upto",
  placed: {
    since: "since|starting|beginning|from|as_of|on_or_after|starting_from|from_the|since_the|ever_since|>=|starting_in|since_about|not_before|since_around|beginning_in|no_earlier_than|beginning_from",
    after: "after|later_than|>|past|following|post|any_time_after|newer_than",
    before: "before|prior_to|earlier_than|<|ahead_of|until_before|pre|any_time_before|older_than|sooner_than|preceding",
    until: "until|till|by|up_to|<=|through|no_later_than|on_or_before|not_after|upto|til|not_later_than|up_until|up_till",
    in: "in|during|on|within|throughout|over|at|for|is|=|==|back_in|sometime_in|some_time_in|any_time_in|in_the_month_of|:",
  },
  within:
    "in_the_last|in_the_past|within_the_last|within_the_past|during_the_last|during_the_past|over_the_last|over_the_past|the_past|in_the_previous|for_the_last|for_the_past|since_the_last|since_the_past|from_the_last|inside_the_last|throughout_the_last|in_the_preceding|the_preceding|in_the_most_recent|of_the_last|of_the_past|in_the_latest|within|inside|in_under|in_our_last",
  lately: "in_last|in_past|within_last|within_past|during_last|over_last|over_past|the_last|last|past|the_previous|previous|these_last|these_past|for_last|for_past|since_last|this_past|from_last|in_these_last|during_past|in_recent|in",
  ago: "ago|back|earlier|in_the_past|since|prior|before_today|before_now|previously",
  inside: "not|never|nothing|no",
  joints: {
    and: "and|&|plus|also|but|as_well_as|while|yet|and_also|but_also|and_then|along_with|in_addition_to|additionally|whilst|though|however|n|together_with|moreover|furthermore|although|&_&|and_have_also|besides_being|+",
    or: "or|or_else|/|or_alternatively|alternatively|and_/_or|otherwise|or_maybe|or_even|or_also",
    not: "not|never|no|without|non|nobody|none|nothing|neither_of|hardly_ever_not|!|isnt|aint|exclude|excluding|excl|minus|ignoring|ignore|leave_out|leaving_out|skip|skipping|omit|omitting|drop|remove|removing|none_of|not_any|barring|anything_but|no_longer|rather_than|instead_of|sans",
    except: "except|except_for|excepting|but_not|other_than|unless|excluding|apart_from|aside_from|with_the_exception_of|but_excluding|save_for|besides|minus|leaving_out|barring|and_exclude|but_exclude|but_leave_out|but_skip|but_ignore|not_counting|but_without|and_not_counting|not_including|but_not_including|ignoring|exclude|excl|bar|all_but|everyone_but|everybody_but|anyone_but|anybody_but|unless_they|rather_than|omitting|skip|skipping|drop|except_if|but_drop|but_omit|leave_out",
    either: "either|one_of_either|any_of|any_of_these|any_of_the_following|any_of_:", neither: "neither", nor: "nor", open: "(", close: ")", pause: ",|;|.|?|!|—|–",
  },
  campaignDeeds: {
    receivedCampaigns: "received|receive|got|get|gets|getting|receiving|been_sent|sent|were_sent|was_sent|receives|mailed|been_mailed|mailed_with|been_emailed|targeted_by|been_targeted_by|in|part_of|included_in|recipients_of|recipient_of|sent_to",
    openedCampaigns: "opened|open|opens|read|reads|opening|opening_of|viewed|looked_at|openers_of|open_up|opened_up|seen",
    clickedCampaigns: "clicked|click|clicks|clicking|clicked_on|click_on|clicked_through|clicked_a_link_in|clicked_links_in|clicked_in|clicked_the_link_in|clicked_through_on|click_through|followed_a_link_in|tapped|clicked_link_in|clicked_something_in|clicking_on|clickers_of|engaged_with|clicked_through_to|clicked_any_link_in|tapped_on",
  },
  fields: {
    emails: "email|emails|email_address|email_addresses|e_mail|e_mail_address|mail_address|mail_id|email_id|email_on_file|email_address_on_file|mail", phones: "phone|phones|phone_number|phone_numbers|telephone|telephone_number|mobile|mobile_number|phone_no|number_on_file|contact_number|cell|cell_number|phone_on_file|phone_number_on_file|mobile_no|landline|cellphone",
    address: "address|addresses|postal_address|street_address|city|location|address_on_file", company: "company|companies|employer|organisation|organization|firm|business|company_name", tags: "tags|tag|label|labels", owner: "owner|owners|account_manager|account_owner|rep|sales_rep|owner_assigned",
    stage: "stage|stages|open_deal|open_deals|deal|deals", name: "name|full_name|first_name|last_name|surname", title: "job_title|title|position", timeZone: "time_zone|timezone",
    "company.industry": "industry|sector|company_industry", "company.country": "country|company_country", "company.name": "company_name|name_of_the_company",
    linkedin: "linkedin", lastActive: "last_order_date|last_active|last_purchase_date|purchase_date", createdAt: "created_at",
  },
  empty:
    "a|an|the|of|in_total|total|to|for|with|by|at|on|from|who|whom|whose|which|that|what|where|when|how_many|show|me|list|all|any|every|each|give|find|get|see|tell|please|pls|plz|can|could|you|u|i|we|us|our|is|are|was|were|be|been|being|do|does|did|have|has|had|having|will|would|should|this|these|those|there|their|them|they|it|its|then|than|just|only|so|far|want|need|like|record|records|one|ones|up|someone|somebody|anyone|anybody|everyone|everybody|people|person|persons|customer|customers|client|clients|contact|contacts|buyer|buyers|shopper|shoppers|user|users|folk|folks|ppl|guys|peeps|members|member|subscribers|audience|segment|group|cust|custs|consumers|consumer|households|individuals|accounts|account|deals|regulars|guests|patrons|" +
    "he|she|his|her|both|here|hi|hey|hello|ok|okay|right|well|now|today_please|thanks|thx|thank|cheers|sir|madam|kindly|share|pull|fetch|bring|select|display|include|target|send|lets|let_'s|let|'s|yet|already|still|ever|at_all|even|really|actually|currently|anything|something|stuff|things|item|items|with_us|from_us|to_us|in_all|altogether|overall|as|into|onto|my_dear|dear|look|looking|search|filter|build|make|create|am|w|/|\"|'|:|-|_|*|#|too|me_the|such|total_of|a_total_of|a_good_few|whoever|whosoever|those_who|also_who|type|kind|sort|ask|asking|us_with|our_store|our_shop|the_store|shop|store|website|site|online|their_own|own|more_or_less|basically|literally|yeah|yes_please|hmm|um|uh|mate|bro|dude|man|asap|quick|quickly|again|once_again|status|file|on_file|on_record|account_holders|them_all|lot|database|crm|base|in_our_database|in_our_crm|us_anything|got|getting|give_us|those_that|ones_that|dont|some|everything",
  turns: ENGLISH_TURNS,
};
