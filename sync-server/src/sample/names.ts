// Names of people and companies that do not exist, by country. Addresses end in .example, which leads nowhere.
import type { Random } from "@outrider/shared/kernel";

export interface Country { readonly name: string; readonly code: string; readonly cities: readonly string[]; readonly given: readonly string[]; readonly family: readonly string[]; readonly forms: readonly string[]; readonly streets: readonly string[] }

export const COUNTRIES: readonly Country[] = [
  { name: "Germany", code: "+49", cities: ["Hamburg", "Leipzig", "Stuttgart", "Bremen", "Köln"], given: ["Anna", "Lukas", "Miriam", "Jonas", "Katrin", "Felix", "Heike", "Tobias"], family: ["Weber", "Krüger", "Hoffmann", "Albrecht", "Seidel", "Brandt", "Vogel", "Lorenz"], forms: ["GmbH", "AG", "KG"], streets: ["Hafenstraße", "Lindenallee", "Industriestraße", "Am Markt"] },
  { name: "United Kingdom", code: "+44", cities: ["Leeds", "Bristol", "Glasgow", "Norwich", "Cardiff"], given: ["Harriet", "Callum", "Priya", "Owen", "Grace", "Rory", "Zara", "Edmund"], family: ["Cole", "Reid", "Patel", "Hughes", "Ashworth", "Fletcher", "Okafor", "Wainwright"], forms: ["Ltd", "plc", "Group"], streets: ["Mill Lane", "Station Road", "Queen Street", "Canal Wharf"] },
  { name: "France", code: "+33", cities: ["Lyon", "Nantes", "Lille", "Toulouse"], given: ["Camille", "Étienne", "Nadia", "Luc", "Solène", "Mathieu"], family: ["Roux", "Moreau", "Benali", "Girard", "Lefèvre", "Chevalier"], forms: ["SA", "SARL", "SAS"], streets: ["Rue de la Gare", "Quai des Chartrons", "Avenue Jean Jaurès"] },
  { name: "Netherlands", code: "+31", cities: ["Rotterdam", "Utrecht", "Eindhoven", "Groningen"], given: ["Femke", "Daan", "Sanne", "Bram", "Lieke", "Joris"], family: ["de Vries", "Bakker", "van Dijk", "Visser", "Smit", "Hendriks"], forms: ["BV", "NV"], streets: ["Havenweg", "Kerkstraat", "Stationsplein"] },
  { name: "Sweden", code: "+46", cities: ["Göteborg", "Malmö", "Uppsala", "Västerås"], given: ["Elsa", "Nils", "Astrid", "Oskar", "Maja", "Viktor"], family: ["Lind", "Bergström", "Sandberg", "Ekholm", "Nyström", "Åkesson"], forms: ["AB"], streets: ["Storgatan", "Hamngatan", "Verkstadsgatan"] },
  { name: "Spain", code: "+34", cities: ["Valencia", "Bilbao", "Sevilla", "Zaragoza"], given: ["Marta", "Javier", "Lucía", "Álvaro", "Carmen", "Iker"], family: ["Herrera", "Navarro", "Ibáñez", "Soler", "Garmendia", "Vidal"], forms: ["SL", "SA"], streets: ["Calle Mayor", "Avenida del Puerto", "Polígono Norte"] },
  { name: "Poland", code: "+48", cities: ["Gdańsk", "Wrocław", "Poznań", "Łódź"], given: ["Piotr", "Agnieszka", "Tomasz", "Zofia", "Marek", "Kinga"], family: ["Nowak", "Zieliński", "Wójcik", "Kamińska", "Mazur", "Pawlak"], forms: ["SA", "Spółka"], streets: ["ul. Portowa", "ul. Długa", "ul. Fabryczna"] },
  { name: "India", code: "+91", cities: ["Pune", "Chennai", "Hyderabad", "Kochi"], given: ["Ananya", "Rohan", "Kavya", "Arjun", "Meera", "Vikram"], family: ["Rao", "Iyer", "Deshmukh", "Menon", "Banerjee", "Kulkarni"], forms: ["Pvt Ltd", "Ltd"], streets: ["MG Road", "Residency Road", "Link Road"] },
  { name: "United States", code: "+1", cities: ["Portland", "Columbus", "Raleigh", "Tucson", "Duluth"], given: ["Dana", "Marcus", "Elena", "Tyrone", "Paige", "Wesley"], family: ["Whitaker", "Castillo", "Nguyen", "Brooks", "Sorensen", "Delgado"], forms: ["Inc.", "LLC", "Co."], streets: ["Harbor Drive", "Maple Street", "Commerce Parkway"] },
  { name: "Portugal", code: "+351", cities: ["Porto", "Braga", "Aveiro", "Setúbal"], given: ["Rui", "Inês", "Duarte", "Beatriz", "Tiago", "Leonor"], family: ["Almeida", "Figueiredo", "Carvalho", "Pinto", "Azevedo", "Moura"], forms: ["Lda", "SA"], streets: ["Rua do Cais", "Avenida da Liberdade", "Rua Nova"] },
];

const FIRST = ["Alder", "Harrow", "Kestrel", "Marlow", "Norden", "Quay", "Ember", "Sable", "Thorn", "Willow", "Granite", "Falcon", "Meridian", "Juniper", "Saltmarsh", "Larch", "Copper", "Beacon", "Ridge", "Ostra", "Vela", "Cairn", "Drift", "Hollin", "Ivory", "Pine", "Rook", "Silver", "Tarn", "Wren", "Amber", "Birch", "Cinder", "Fenwick", "Garnet", "Heath", "Lowen", "Moss", "Orrin", "Stanmore"] as const;
const SECOND = ["bridge", "field", "gate", "haven", "stone", "wood", "water", "mere", "point", "ford", "dale", "crest", "moor", "brook", "wick", "holm"] as const;

/** A name of two parts, such as "Alderbridge" or "Kestrel Point"; with what the trade is called. */
export function companyName(random: Random, trade: string, country: Country): string {
  const [first, second] = [random.pick(FIRST), random.pick(SECOND)];
  const root = random.chance(0.6) ? `${first}${second}` : `${first} & ${random.pick(country.family).split(" ").at(-1)}`;
  return random.weighted([[`${root} ${trade}`, 6], [`${root} ${country.forms[0]}`, 1], [`${random.pick(country.family)} ${trade} ${random.pick(country.forms)}`, 2]]);
}

export const personName = (random: Random, country: Country): string => `${random.pick(country.given)} ${random.pick(country.family)}`;

/** As it may stand in an address: lower case, Latin letters, no marks. */
export const plain = (text: string): string =>
  text.toLowerCase().replaceAll("ß", "ss").replaceAll("ł", "l").replaceAll("ø", "o").normalize("NFD").replaceAll(/[^a-z0-9]+/g, " ").trim().replaceAll(" ", "");

export const domainOf = (company: string): string => `${plain(company).slice(0, 40)}.example`;

export function emailOf(name: string, domain: string): string {
  const parts = name.split(" ");
  return `${plain(parts[0] ?? "")}.${plain(parts.slice(1).join(" "))}@${domain}`;
}

export const phoneOf = (random: Random, { code }: Country): string => `${code} ${random.between(20, 99)} ${random.between(1000, 9999)} ${random.between(100, 999)}`;
