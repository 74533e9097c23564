// Objections as sellers' books sort them, a few dozen short phrases a category: what the sorting of a workspace's objections
// begins with, before it has any of its own.

export const OBJECTION_CATEGORIES = ["price", "timeline", "authority", "need", "competitor", "trust", "feature"] as const;
export type ObjectionCategory = (typeof OBJECTION_CATEGORIES)[number];
const KNOWN: ReadonlySet<string> = new Set(OBJECTION_CATEGORIES);
export const isObjectionCategory = (text: string): text is ObjectionCategory => KNOWN.has(text);

/** One phrase after another, parted by full stops. */
const PHRASES: Readonly<Record<ObjectionCategory, string>> = {
  price:
    "too expensive. too much money. over budget. no budget left. we can't afford it. cheaper. reduce the price. discount. percent off. costs more than. the price is too high. the quote is high. cost of licences. " +
    "licence fee. subscription fee. set-up fee. setup cost. onboarding fee. per seat. per user pricing. total cost of ownership. hidden costs. extra charges. return on investment. roi. pay back. pays off. saves no money. " +
    "not worth the money. worth the cost. spending freeze. budget cut. the budget is spent. no funds. cash flow. pay up front. pay in advance. monthly payment. instalments. invoice. better deal. lower price. price increase at renewal. " +
    "it is free elsewhere. why pay. pricey. costly. dear. twice as much. a third too much. thousand euros. grand. dollars. pounds. fee. cost. costs. spend. money. wallet. afford. rate. financing. expense. amount. sum. " +
    "smaller package. cheapest option. we pay nothing today. cannot justify the investment. cfo says too much. finance rejected it. " +
    "overpriced. a fortune. invoice. bank. bargain. profit. margin. penny. cents. cash. euro. money back. the number is too high. big number. sharpen the pencil. rich. expansive. luxury. for that kind of money. for that sum. too dear. less money. price list. bill. tight budget. saving",
  timeline:
    "not now. not the right time. bad timing. call me later. next year. next quarter. next month. after summer. after the season. in autumn. in january. too busy. no time. no capacity. swamped. in the middle of another project. " +
    "takes too long. how long does it take. when will it be live. go live. rollout plan. implementation time. weeks. months. deadline. by the first of. before the season starts. season. contract still runs until. locked in until. " +
    "revisit. postpone. put off. delay. wait until. first finish. other project first. migration first. on holiday. on vacation. on leave. parental leave. year end closing. audit. stocktaking. reorganisation. moving offices. merger. " +
    "fiscal year. no rush. not urgent. too fast. too soon. too slow. schedule. calendar is full. hiring freeze. come back later. harvest. spring. summer. winter. christmas. start in. data migration takes. legal takes months. " +
    "february. march. april. may. june. july. august. september. october. november. december. monday. friday. end of the month. date. not realistic. until. before. after. tight. timetable. away until. on leave in. nobody available. this year. this quarter. moment. later. early. soon. patience. busy season. peak",
  authority:
    "i don't decide. not my decision. not my call. i must ask my boss. my manager must approve. the board decides. board approval. the ceo has the last word. final say. sign off. signature. not allowed to sign. above my pay grade. " +
    "purchasing decides. procurement. committee. steering committee. headquarters. head office. parent company. the group decides. works council. it has a veto. legal must agree. lawyer. owner decides. partner must agree. " +
    "my wife. my husband. business partner. i can only recommend. i only collect quotes. get approval. needs approval. permission. authorised. consent. vote. consensus. several departments. stakeholders must agree. talk to my director. " +
    "who decides. convince my boss. present to management. decision maker. run it by. check with. supervisor. council. director. chief. shareholders. not up to me. no authority. i have no say. " +
    "last word. hold the pen. recommend it. cannot sign myself. blessing. not my department. who approves. approve. allowed. let me. let us. take it to the board. bring it to management. signs every contract. looks at every contract. the owner himself. legal. head of. department heads. cto. ceo. cfo. boss would never. in charge. responsible. colleague decides. hands are tied. above me. ask first",
  need:
    "we don't need it. no need. not interested. no interest. we are fine. we manage. works well as it is. happy with what we have. never change a running system. excel is enough. spreadsheet does the job. paper works. pen and paper. " +
    "no problem to solve. what problem does it solve. what would change. no benefit. don't see the benefit. don't see the value for us. not a priority. nice to have. overkill. too big for us. we are too small. only a few people. " +
    "nobody asked for it. people would not use it. nobody will use it. staff happy. already have a process. we have our own system. did without it. lived without it for years. don't miss it. doesn't apply to us. not relevant. " +
    "too simple a business. rarely happens. few cases. too complicated for what we do. solution looking for a problem. why change. why should we. no pain. no use. useless for us. we know it by heart. not convinced. " +
    "satisfied with the lists. satisfied. old database still works. does everything we want. toy. gimmick. not for us. for the big ones. no trouble. manual. by hand. by phone",
  competitor:
    "competitor. your competitor offers. another vendor. other supplier. other provider. we already use salesforce. hubspot. dynamics. sap. oracle. microsoft. pipedrive. zendesk. we have a supplier. current provider. present vendor. incumbent. " +
    "we compare vendors. comparing offers. shortlist. tender. request for proposals. bidder. they offer the same. what makes you different. how are you different. difference between you and. rival. they have more. their demo was better. " +
    "market leader. everybody uses. frame contract. framework agreement. long relationship with. happy with our supplier. counter offer. matched your offer. they throw in. switching to them. switching from. alternative. versus. " +
    "better than yours. prefer the other one. consultant recommends. colleague uses another. we chose someone else. same from our vendor. existing contract with. talked to others. the other one. evaluated another tool. " +
    "signed with another supplier. offer from another. included in microsoft. out of the box. they can do all of this as well. they can do that too. all the others. rivals. zoho. servicenow. freshworks. monday. trello. asana. odoo. netsuite. teams. used it at my last job. know it from before. at the fair. their salesman. their bid. their offer",
  trust:
    "never heard of you. unknown company. small company. start-up. will you still exist. still be around. go out of business. bankrupt. references. reference customer. case study. proof. who else uses it. talk to a customer. guarantee. promise. " +
    "burned before. bad experience. last vendor failed. disaster. let us down. believe it when i see it. too good to be true. every vendor says that. data protection. gdpr. privacy. where is our data stored. security. certificate. " +
    "iso 27001. penetration test. data leak. breach. hacked. servers in the us. cloud act. who has access to data. downtime. outage. reliability. crashed. support is slow. hotline. nobody answers. reviews online are bad. risk. risky. " +
    "guinea pig. first customer. no experience in our industry. depend on you. vendor lock-in. skeptical. doubt. trust. confidence. contact person changes. what if you are bought. track record. reputation. credibility. uneasy. " +
    "whom to believe. believe you. a single customer. name a customer. customer of our size. pick up the phone. answer the phone. breaks down. emergency. help desk. how many employees. young. too young. new on the market. nobody knows you. somebody told me. inconsistent. contradict. safe. afraid. worry. worried. fear. honest. warranty",
  feature:
    "missing feature. it does not have. it lacks. it cannot do. is there a way to. can it do. does it support. does it integrate. integration with. interface to. connector. api. webhook. export format. import. single sign-on. sso. " +
    "offline maps. barcode. scanner. scan. signature capture. electronic signature. print. printer. report builder. custom reports. dashboard. filter. search. multi language. languages. translation. arabic. currency. mobile app. " +
    "ios. android. ipad. tablet. old devices. on premises. own servers. self hosted. custom fields. form. workflow. approval workflow. serial numbers. lots. batch. route optimisation. map. voice. dark mode. photos. attachments size. " +
    "file size limit. recurring jobs. permissions. layout. template. version. module. function. functionality. requirement. must have. deal breaker. not flexible. button. usability. slow. bug. when will it be available. roadmap. not supported. " +
    "talk to our sap. connects to. connector for shopify. csv. edi. datev. layout. look of the form. is missing. seems to be missing. there isn't any. is there an. did not see. looked for a way. can't change. cannot change. does not run on. developers. a must. indispensable. only gives. plug-in. screen. keyboard. sync. attachments. notifications. calendar. settings",
};

/** The phrases of a category. */
export const phrasesOf = (category: ObjectionCategory): readonly string[] => PHRASES[category].split(".").map((phrase) => phrase.trim()).filter((phrase) => phrase !== "");
